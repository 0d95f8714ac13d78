//! The structs and sets of the header, by name: what other compilers and other languages are held against.

use super::programs::Workshop;
use crate::command::Run;
use crate::header::shapes::{Shape, shapes};
use std::fmt::Write;

/// `name 16` and `name.field 8` for every struct and field of the header, as the first C compiler lays them out for this machine.
pub fn laid_out(workshop: &Workshop<'_>, header: &str) -> Result<Vec<String>, String> {
    let mut program = String::from("#include <stdio.h>\n#include <takst.h>\n\nint main(void)\n{\n");
    let mut print = |what: &str, number: &str| writeln!(program, "    printf(\"{what} %zu\\n\", {number});").map_err(|error| error.to_string());
    for Shape { name, fields } in shapes(header) {
        print(name, &format!("sizeof(struct {name})"))?;
        for field in fields {
            let field = field.name;
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

/// A source that compiles where no struct has hidden padding: each field begins where the one before it ends, and the last one ends the struct.
pub fn without_padding(header: &str) -> String {
    let mut source = String::from("#include <stddef.h>\n#include <takst.h>\n");
    for Shape { name, fields } in shapes(header) {
        let ends = fields.iter().map(|field| format!("offsetof(struct {name}, {0}) + sizeof(((struct {name} *)0)->{0})", field.name));
        let begins = fields.iter().skip(1).map(|field| format!("offsetof(struct {name}, {})", field.name)).chain([format!("sizeof(struct {name})")]);
        for ((field, end), begin) in fields.iter().zip(ends).zip(begins) {
            source += &format!("_Static_assert({end} == {begin}, \"padding behind {name}.{}\");\n", field.name);
        }
    }
    source
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

    const HEADER: &str =
        "enum takst_status\n  : uint32_t\n {\n    /**\n     * Good.\n     */\n    TAKST_STATUS_OK = 0,\n    TAKST_STATUS_BAD_UTF8 = 5,\n};\n";

    #[test]
    fn every_field_ends_where_the_next_begins() {
        let source = without_padding("typedef struct takst_a {\n    uint32_t size;\n    char *name;\n} takst_a;\n");
        let size = "offsetof(struct takst_a, size) + sizeof(((struct takst_a *)0)->size)";
        let name = "offsetof(struct takst_a, name) + sizeof(((struct takst_a *)0)->name)";
        assert!(source.contains(&format!("_Static_assert({size} == offsetof(struct takst_a, name), ")), "{source}");
        assert!(source.contains(&format!("_Static_assert({name} == sizeof(struct takst_a), ")), "{source}");
    }

    #[test]
    fn constants_are_read_with_their_set() {
        assert_eq!(constants(HEADER), ["status.OK = 0", "status.BAD_UTF8 = 5"]);
    }
}
