//! The structs of the header, field by field.

/// A struct of the header with its fields in order.
pub struct Shape<'h> {
    pub name: &'h str,
    pub fields: Vec<Field<'h>>,
}

/// `const char *name;` and `uint8_t name[32];`
pub struct Field<'h> {
    /// What stands before the name.
    kind: &'h str,
    pub name: &'h str,
    is_array: bool,
}

impl Shape<'_> {
    /// Whether the struct begins with its own size.
    pub fn is_sized(&self) -> bool {
        self.fields.first().is_some_and(|field| field.name == "struct_size")
    }

    /// The struct with its size set and zero in every other field, in the form that C and C++ take without a warning.
    fn initializer(&self) -> String {
        let values = self.fields.iter().skip(1).map(Field::zero);
        let values: String = values.map(|value| format!(", {value}")).collect();
        format!("{{(uint32_t)sizeof(struct {}){values}}}", self.name)
    }
}

impl Field<'_> {
    fn zero(&self) -> &'static str {
        match (self.is_array, self.kind) {
            (true, _) => "{0}",
            (false, "struct takst_text") => "{0, 0}",
            (false, _) => "0",
        }
    }
}

/// Every struct of the header whose fields are known to the caller; Arrow's own are not takst's.
pub fn shapes(header: &str) -> Vec<Shape<'_>> {
    let mut shapes = Vec::new();
    let mut open: Option<Shape<'_>> = None;
    for line in header.lines() {
        if let Some(name) = line.strip_prefix("typedef struct ").and_then(|rest| rest.strip_suffix(" {")) {
            open = Some(Shape { name, fields: Vec::new() });
        } else if line.starts_with('}') {
            shapes.extend(open.take());
        } else if let (Some(shape), Some(field)) = (&mut open, field(line)) {
            shape.fields.push(field);
        }
    }
    shapes
}

/// Comments are no fields.
fn field(line: &str) -> Option<Field<'_>> {
    let declared = line.trim().strip_suffix(';').filter(|line| !line.starts_with('*'))?;
    let (declared, is_array) = declared.split_once('[').map_or((declared, false), |(declared, _)| (declared, true));
    let at = declared.rfind([' ', '*'])? + 1;
    Some(Field { kind: declared[..at].trim(), name: &declared[at..], is_array })
}

/// `TAKST_..._INIT` for every struct that begins with its size.
pub fn initializers(header: &str) -> String {
    let of = |shape: &Shape<'_>| {
        let name = shape.name.to_uppercase();
        format!("#define {name}_INIT {}\n", shape.initializer())
    };
    shapes(header).iter().filter(|shape| shape.is_sized()).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "typedef struct takst_book takst_book;\n\
        typedef struct takst_a {\n    /**\n     * Size; in bytes;\n     */\n    uint32_t struct_size;\n    const char *name;\n    \
        struct takst_text text;\n    uint8_t sum[32];\n} takst_a;\ntypedef struct takst_text {\n    const char *data;\n    uint64_t length;\n} takst_text;\n";

    #[test]
    fn structs_are_read_with_their_fields() {
        let shapes = shapes(HEADER);
        assert_eq!(shapes.len(), 2, "a handle has no fields");
        let names: Vec<&str> = shapes[0].fields.iter().map(|field| field.name).collect();
        assert_eq!((shapes[0].name, names.as_slice()), ("takst_a", ["struct_size", "name", "text", "sum"].as_slice()));
    }

    #[test]
    fn structs_with_a_size_have_a_macro_that_sets_it() {
        assert_eq!(initializers(HEADER), "#define TAKST_A_INIT {(uint32_t)sizeof(struct takst_a), 0, {0, 0}, {0}}\n");
    }
}
