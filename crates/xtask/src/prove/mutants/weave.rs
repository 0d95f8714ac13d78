//! A source rewritten so that all its mutants are in it, asleep. One is woken at run time, by its number.
//!
//! Every operand stands once in what is written, so that mutants within mutants need no copies of each other:
//! `a < b` becomes `(match (&(a), &(b)) { (l, r) => if awake(5) { *l <= *r } else { *l < *r } })`.

use super::constant::Constants;
use super::list::{Genre, Mutant};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Block, Expr, Signature, UnOp};

/// The number of a mutant: its place in the list of cargo-mutants, from 1 on.
pub type Number = u32;

/// What rustc denies although only a sleeping mutant does it.
const ALLOWED: &str = "#![allow(warnings, arithmetic_overflow, overflowing_literals, unconditional_panic)]\n";

/// A source with mutants.
#[derive(Default)]
pub struct Woven {
    pub text: String,
    /// The mutants in it.
    pub numbers: BTreeSet<Number>,
    /// `||` in a condition with `let`, which is no Rust.
    pub unviable: BTreeSet<Number>,
    regions: Vec<Region>,
}

/// A part of the text that is there only because of some mutants.
struct Region {
    bytes: Range<usize>,
    numbers: Vec<Number>,
    cause: Cause,
}

/// What it means when the compiler finds an error in a region.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// The changed expression itself does not compile: the mutant is unviable.
    Changed,
    /// What is written around it does not: the mutant must be built alone.
    Around,
}

impl Woven {
    /// Makes it the root of a crate whose module `mutant` says which is awake.
    pub fn become_root(&mut self) {
        self.text = format!("{ALLOWED}{}\nmod mutant;\n", self.text);
        self.regions.iter_mut().for_each(|region| region.bytes = region.bytes.start + ALLOWED.len()..region.bytes.end + ALLOWED.len());
    }

    /// The mutants that an error at this byte comes from.
    pub fn blamed(&self, byte: usize) -> Option<(&[Number], Cause)> {
        let holding = self.regions.iter().filter(|region| region.bytes.contains(&byte));
        holding.min_by_key(|region| region.bytes.len()).map(|region| (&*region.numbers, region.cause))
    }
}

/// Weaves mutants into a source. What constants need, what returns `impl Trait` and what stands in a macro is left out.
pub fn weave<'a>(
    text: &str,
    file: &syn::File,
    mutants: impl Iterator<Item = (Number, &'a Mutant)>,
    constants: &Constants,
    needed: &BTreeSet<String>,
) -> Woven {
    let mut weaver = Weaver { text, needed, mutants: BTreeMap::new(), at: 0, woven: Woven::default() };
    for (number, mutant) in mutants {
        let start = mutant.span.bytes(text).start;
        if !constants.hold(start, needed) {
            weaver.mutants.entry((mutant.genre, start)).or_default().push((number, mutant.replacement.clone()));
        }
    }
    weaver.visit_file(file);
    weaver.copy_to(text.len());
    weaver.woven
}

type Found = Vec<(Number, String)>;

struct Weaver<'t> {
    text: &'t str,
    needed: &'t BTreeSet<String>,
    mutants: BTreeMap<(Genre, usize), Found>,
    /// As far as the text is copied.
    at: usize,
    woven: Woven,
}

fn bytes(node: &impl Spanned) -> Range<usize> {
    node.span().byte_range()
}

fn awake(number: Number) -> String {
    format!("crate::mutant::awake({number})")
}

/// Whether a condition has a `let`, which nothing may be written around.
fn has_let(condition: &Expr) -> bool {
    match condition {
        Expr::Let(_) => true,
        Expr::Binary(node) => has_let(&node.left) || has_let(&node.right),
        _ => false,
    }
}

impl<'t> Weaver<'t> {
    fn copy_to(&mut self, byte: usize) {
        self.woven.text += &self.text[self.at..byte];
        self.at = byte;
    }

    fn copy(&mut self, node: &Expr) {
        let range = bytes(node);
        self.at = range.start;
        self.visit_expr(node);
        self.copy_to(range.end);
    }

    fn take(&mut self, genre: Genre, start: usize) -> Option<Found> {
        let found = self.mutants.remove(&(genre, start))?;
        self.woven.numbers.extend(found.iter().map(|(number, _)| number));
        Some(found)
    }

    fn region(&mut self, start: usize, numbers: Vec<Number>, cause: Cause) {
        self.woven.regions.push(Region { bytes: start..self.woven.text.len(), numbers, cause });
    }

    fn around(&mut self, start: usize, found: &Found) {
        if !found.is_empty() {
            self.region(start, found.iter().map(|(number, _)| *number).collect(), Cause::Around);
        }
    }

    /// `if awake(1) { changed } else if awake(2) { changed } else { kept }`
    fn choose(&mut self, found: &Found, changed: impl Fn(&str) -> String, kept: &str) {
        for (number, replacement) in found {
            let _ = write!(self.woven.text, "if {} {{ ", awake(*number));
            let start = self.woven.text.len();
            self.woven.text += &changed(replacement);
            self.region(start, vec![*number], Cause::Changed);
            self.woven.text += " } else ";
        }
        let _ = write!(self.woven.text, "{{ {kept} }}");
    }

    fn binary(&mut self, node: &syn::ExprBinary, found: &Found) {
        let operator = &self.text[bytes(&node.op)];
        let place = &self.text[bytes(&*node.left)];
        self.copy_to(bytes(node).start);
        let start = self.woven.text.len();
        match node.op {
            BinOp::And(_) | BinOp::Or(_) => {
                // `a && b` is b where a is true and else a; `a || b` the other way about.
                let (number, same) = (found[0].0, if matches!(node.op, BinOp::And(_)) { "!=" } else { "==" });
                self.woven.text += "(match ";
                self.copy(&node.left);
                let _ = write!(self.woven.text, " {{ l => if l {same} {} {{ ", awake(number));
                self.copy(&node.right);
                self.woven.text += " } else { l } })";
            }
            BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_) => {
                self.woven.text += "(match (&(";
                self.copy(&node.left);
                self.woven.text += "), &(";
                self.copy(&node.right);
                self.woven.text += ")) { (l, r) => ";
                self.choose(found, |other| format!("*l {other} *r"), &format!("*l {operator} *r"));
                self.woven.text += " })";
            }
            _ if operator.ends_with('=') => {
                self.woven.text += "(match (";
                self.copy(&node.right);
                self.woven.text += ") { r => ";
                self.choose(found, |other| format!("{place} {other} r"), &format!("{place} {operator} r"));
                self.woven.text += " })";
            }
            _ => {
                self.woven.text += "(match ((";
                self.copy(&node.left);
                self.woven.text += "), (";
                self.copy(&node.right);
                self.woven.text += ")) { (l, r) => ";
                self.choose(found, |other| format!("l {other} r"), &format!("l {operator} r"));
                self.woven.text += " })";
            }
        }
        self.around(start, found);
    }

    fn function(&mut self, signature: &Signature, block: &Block) {
        if let Some(constness) = signature.constness.filter(|_| !self.needed.contains(&signature.ident.to_string())) {
            self.copy_to(bytes(&constness).start);
            self.at = bytes(&constness).end;
        }
        let opaque = self.text[bytes(&signature.output)].contains("impl ");
        let Some(body) = block.stmts.first().map(|statement| bytes(statement).start).filter(|_| !opaque) else { return };
        if let Some(found) = self.take(Genre::FnValue, body) {
            self.copy_to(body);
            for (number, replacement) in found {
                let _ = write!(self.woven.text, "if {} {{ return ", awake(number));
                let start = self.woven.text.len();
                self.woven.text += &replacement;
                self.region(start, vec![number], Cause::Changed);
                self.woven.text += "; } ";
            }
        }
    }
}

impl<'ast> Visit<'ast> for Weaver<'_> {
    fn visit_item_fn(&mut self, node: &'ast syn::ItemFn) {
        self.function(&node.sig, &node.block);
        visit::visit_item_fn(self, node);
    }

    fn visit_impl_item_fn(&mut self, node: &'ast syn::ImplItemFn) {
        self.function(&node.sig, &node.block);
        visit::visit_impl_item_fn(self, node);
    }

    fn visit_trait_item_fn(&mut self, node: &'ast syn::TraitItemFn) {
        node.default.iter().for_each(|block| self.function(&node.sig, block));
        visit::visit_trait_item_fn(self, node);
    }

    fn visit_expr_binary(&mut self, node: &'ast syn::ExprBinary) {
        match self.take(Genre::BinaryOperator, bytes(&node.op).start) {
            Some(found) if has_let(&node.left) || has_let(&node.right) => {
                let numbers = found.iter().map(|(number, _)| *number);
                self.woven.unviable.extend(numbers.inspect(|number| _ = self.woven.numbers.remove(number)));
                visit::visit_expr_binary(self, node);
            }
            Some(found) => self.binary(node, &found),
            None => visit::visit_expr_binary(self, node),
        }
    }

    fn visit_expr_unary(&mut self, node: &'ast syn::ExprUnary) {
        let Some(found) = self.take(Genre::UnaryOperator, bytes(&node.op).start) else { return visit::visit_expr_unary(self, node) };
        let operator = if matches!(node.op, UnOp::Not(_)) { "!" } else { "-" };
        self.copy_to(bytes(node).start);
        let start = self.woven.text.len();
        self.woven.text += "(match (";
        self.copy(&node.expr);
        self.woven.text += ") { v => ";
        self.choose(&found, |_| "v".to_owned(), &format!("{operator}v"));
        self.woven.text += " })";
        self.around(start, &found);
    }

    /// A `match` may not be exhaustive without one of its arms; the error is found at the whole.
    fn visit_expr_match(&mut self, node: &'ast syn::ExprMatch) {
        let deleted = node.arms.iter().filter_map(|arm| self.mutants.get(&(Genre::MatchArm, bytes(arm).start))).flatten().cloned().collect();
        self.copy_to(bytes(node).start);
        let start = self.woven.text.len();
        visit::visit_expr_match(self, node);
        self.copy_to(bytes(node).end);
        self.around(start, &deleted);
    }

    fn visit_arm(&mut self, node: &'ast syn::Arm) {
        let Some((_, guard)) = &node.guard else {
            if let Some(found) = self.take(Genre::MatchArm, bytes(node).start) {
                self.copy_to(bytes(&node.pat).end);
                let _ = write!(self.woven.text, " if !{}", awake(found[0].0));
            }
            return visit::visit_arm(self, node);
        };
        if has_let(guard) {
            return visit::visit_arm(self, node);
        }
        let deleted = self.take(Genre::MatchArm, bytes(node).start);
        let replaced = self.take(Genre::MatchArmGuard, bytes(&**guard).start);
        self.copy_to(bytes(&**guard).start);
        let mut close = String::new();
        for (number, replacement) in deleted.into_iter().chain(replaced).flatten() {
            let operator = if replacement == "true" { "" } else { "!" };
            let joined = if replacement == "true" { "||" } else { "&&" };
            let _ = write!(self.woven.text, "({operator}{} {joined} ", awake(number));
            close += ")";
        }
        self.woven.text += "(";
        self.copy(guard);
        let _ = write!(self.woven.text, "){close}");
        self.visit_expr(&node.body);
    }

    fn visit_expr_struct(&mut self, node: &'ast syn::ExprStruct) {
        self.copy_to(bytes(node).start);
        let (start, mut deleted) = (self.woven.text.len(), Found::new());
        for field in &node.fields {
            let base = node.rest.as_deref().map(|rest| match &self.text[bytes(rest)] {
                "Default::default()" => format!("<{} as Default>::default()", &self.text[bytes(&node.path)]),
                rest => format!("({rest})"),
            });
            let Some((base, found)) = base.and_then(|base| Some((base, self.take(Genre::StructField, bytes(field).start)?))) else {
                self.visit_field_value(field);
                continue;
            };
            let name = &self.text[bytes(&field.member)];
            self.copy_to(bytes(field).start);
            let _ = write!(self.woven.text, "{name}: if {} {{ {base}.{name} }} else {{ ", awake(found[0].0));
            self.copy(&field.expr);
            self.woven.text += " }";
            deleted.extend(found);
        }
        node.rest.iter().for_each(|rest| self.visit_expr(rest));
        self.copy_to(bytes(node).end);
        self.around(start, &deleted);
    }
}
