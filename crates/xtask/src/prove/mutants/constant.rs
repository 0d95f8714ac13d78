//! What is calculated by the compiler. A mutant in it cannot be woken at run time.

use proc_macro2::{TokenStream, TokenTree};
use std::collections::BTreeSet;
use std::ops::Range;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, Expr, Signature};

/// The constants and the `const fn` of one source.
#[derive(Default)]
pub struct Constants {
    /// Bytes of values of constants, lengths of arrays and the like.
    values: Vec<Range<usize>>,
    /// Names of functions called in them.
    called: BTreeSet<String>,
    functions: Vec<ConstFn>,
    in_value: bool,
    in_function: Option<usize>,
}

struct ConstFn {
    name: String,
    body: Range<usize>,
    called: BTreeSet<String>,
}

impl Constants {
    pub fn of(file: &syn::File) -> Constants {
        let mut constants = Constants::default();
        constants.visit_file(file);
        constants
    }

    /// Whether the compiler calculates what stands at this byte.
    pub fn hold(&self, byte: usize, needed: &BTreeSet<String>) -> bool {
        let bodies = self.functions.iter().filter(|function| needed.contains(&function.name)).map(|function| &function.body);
        self.values.iter().chain(bodies).any(|range| range.contains(&byte))
    }

    fn value(&mut self, value: &Expr) {
        let outer = std::mem::replace(&mut self.in_value, true);
        self.values.push(value.span().byte_range());
        self.visit_expr(value);
        self.in_value = outer;
    }

    fn function(&mut self, signature: &Signature, block: &Block) {
        let outer = self.in_function.take();
        if signature.constness.is_some() {
            self.in_function = Some(self.functions.len());
            let (name, body) = (signature.ident.to_string(), block.span().byte_range());
            self.functions.push(ConstFn { name, body, called: BTreeSet::new() });
        }
        self.visit_block(block);
        self.in_function = outer;
    }

    fn calls(&mut self, name: String) {
        if self.in_value {
            self.called.insert(name);
        } else if let Some(function) = self.in_function {
            self.functions[function].called.insert(name);
        }
    }

    fn tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(name) => self.calls(name.to_string()),
                TokenTree::Group(group) => self.tokens(group.stream()),
                _ => {}
            }
        }
    }
}

/// The names of the `const fn` that constants need, directly or through others. All others need not be `const`. Names are compared without their
/// types, so that a few too many stay.
pub fn needed<'a>(sources: impl Iterator<Item = &'a Constants> + Clone) -> BTreeSet<String> {
    let mut needed: BTreeSet<String> = sources.clone().flat_map(|source| source.called.iter().cloned()).collect();
    loop {
        let functions = sources.clone().flat_map(|source| &source.functions).filter(|function| needed.contains(&function.name));
        let more: Vec<String> = functions.flat_map(|function| &function.called).filter(|name| !needed.contains(*name)).cloned().collect();
        if more.is_empty() {
            return needed;
        }
        needed.extend(more);
    }
}

impl<'ast> Visit<'ast> for Constants {
    fn visit_item_const(&mut self, node: &'ast syn::ItemConst) {
        self.value(&node.expr);
    }
    fn visit_item_static(&mut self, node: &'ast syn::ItemStatic) {
        self.value(&node.expr);
    }
    fn visit_impl_item_const(&mut self, node: &'ast syn::ImplItemConst) {
        self.value(&node.expr);
    }
    fn visit_trait_item_const(&mut self, node: &'ast syn::TraitItemConst) {
        node.default.iter().for_each(|(_, value)| self.value(value));
    }
    fn visit_variant(&mut self, node: &'ast syn::Variant) {
        node.discriminant.iter().for_each(|(_, value)| self.value(value));
    }
    fn visit_type_array(&mut self, node: &'ast syn::TypeArray) {
        self.value(&node.len);
    }
    fn visit_expr_repeat(&mut self, node: &'ast syn::ExprRepeat) {
        self.visit_expr(&node.expr);
        self.value(&node.len);
    }
    fn visit_item_fn(&mut self, node: &'ast syn::ItemFn) {
        self.function(&node.sig, &node.block);
    }
    fn visit_impl_item_fn(&mut self, node: &'ast syn::ImplItemFn) {
        self.function(&node.sig, &node.block);
    }
    fn visit_expr_path(&mut self, node: &'ast syn::ExprPath) {
        node.path.segments.last().iter().for_each(|segment| self.calls(segment.ident.to_string()));
        visit::visit_expr_path(self, node);
    }
    fn visit_expr_method_call(&mut self, node: &'ast syn::ExprMethodCall) {
        self.calls(node.method.to_string());
        visit::visit_expr_method_call(self, node);
    }
    fn visit_macro(&mut self, node: &'ast syn::Macro) {
        self.tokens(node.tokens.clone());
    }
    /// What a macro of items makes may be a constant.
    fn visit_item_macro(&mut self, node: &'ast syn::ItemMacro) {
        let outer = std::mem::replace(&mut self.in_value, true);
        self.tokens(node.mac.tokens.clone());
        self.in_value = outer;
    }
}
