//! The structs and sets of the header, by name: what other compilers and other languages are held against.

use super::programs::Workshop;
use crate::command::Run;
use std::fmt::Write;

/// A struct of the header with its fields in order.
struct Shape<'h> {
    name: &'h str,
    fields: Vec<&'h str>,
}

fn shapes(header: &str) -> Vec<Shape<'_>> {
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

/// `const char *name;` and `uint8_t name[32];` are `name`; comments are none.
fn field(line: &str) -> Option<&str> {
    let declared = line.trim().strip_suffix(';').filter(|line| !line.starts_with('*'))?;
    let name = declared.rsplit([' ', '*']).next()?;
    Some(name.split_once('[').map_or(name, |(name, _)| name))
}

/// `name 16` and `name.field 8` for every struct and field of the header, as the first C compiler lays them out for this machine.
pub fn laid_out(workshop: &Workshop<'_>, header: &str) -> Result<Vec<String>, String> {
    let mut program = String::from("#include <stdio.h>\n#include <takst.h>\n\nint main(void)\n{\n");
    let mut print = |what: &str, number: &str| writeln!(program, "    printf(\"{what} %zu\\n\", {number});").map_err(|error| error.to_string());
    for Shape { name, fields } in shapes(header) {
        print(name, &format!("sizeof(struct {name})"))?;
        for field in fields {
            print(&format!("{name}.{field}"), &format!("offsetof(struct {name}, {field})"))?;
        }
    }
    program.push_str("    return 0;\n}\n");
    let source = workshop.folder.join("layout.c");
    std::fs::write(&source, program).map_err(|error| format!("{}: {error}", source.display()))?;
    // An absolute name stands for itself below any folder.
    let printed = Run::new(workshop.one(&source.to_string_lossy())?, [""; 0]).capture()?;
    Ok(printed.lines().map(str::to_owned).collect())
}

/// `status.OK = 0` for every constant of the sets of the header.
pub fn constants(header: &str) -> Vec<String> {
    let mut constants = Vec::new();
    let mut set = "";
    for line in header.lines() {
        if let Some(name) = line.strip_prefix("enum takst_") {
            set = name;
        } else if let Some((name, number)) = line.trim().strip_suffix(',').and_then(|line| line.split_once(" = ")) {
            let prefix = format!("TAKST_{}_", set.to_uppercase());
            constants.extend(name.strip_prefix(&prefix).map(|name| format!("{set}.{name} = {number}")));
        }
    }
    constants
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "enum takst_status\n  : uint32_t\n {\n    /**\n     * Good.\n     */\n    TAKST_STATUS_OK = 0,\n    TAKST_STATUS_BAD_UTF8 = 5,\n};\n\
        typedef struct takst_book takst_book;\n\
        typedef struct takst_a {\n    /**\n     * Size; in bytes;\n     */\n    size_t struct_size;\n    const char *name;\n    uint8_t sum[32];\n} takst_a;\n";

    #[test]
    fn structs_are_read_with_their_fields() {
        let shapes = shapes(HEADER);
        assert_eq!(shapes.len(), 1, "a handle has no fields");
        assert_eq!((shapes[0].name, shapes[0].fields.as_slice()), ("takst_a", ["struct_size", "name", "sum"].as_slice()));
    }

    #[test]
    fn constants_are_read_with_their_set() {
        assert_eq!(constants(HEADER), ["status.OK = 0", "status.BAD_UTF8 = 5"]);
    }
}
