//! Declarations of functions with what cbindgen cannot write: `TAKST_API` before them, `TAKST_CALL` before their names.

/// The longest line, as in cbindgen.toml.
const WIDTH: usize = 150;

/// The header with every function, and every type of a callback, marked.
pub fn marked(header: &str) -> String {
    let mut marked = String::with_capacity(header.len());
    let mut lines = header.lines();
    while let Some(line) = lines.next() {
        if !begins(line) {
            marked += &line.replace("(*takst_", "(TAKST_CALL *takst_");
            marked.push('\n');
            continue;
        }
        let mut whole = line.to_owned();
        while !whole.ends_with(");") {
            let Some(more) = lines.next() else { break };
            whole.push(' ');
            whole += more.trim();
        }
        marked += &declared(&whole);
        marked.push('\n');
    }
    marked
}

/// Whether a line begins to declare a function of takst.
fn begins(line: &str) -> bool {
    let is_code = line.starts_with(|c: char| c.is_ascii_lowercase()) && !line.starts_with("typedef ");
    let name = line.split_once('(').and_then(|(before, _)| before.rsplit([' ', '*']).next());
    is_code && name.is_some_and(|name| name.starts_with("takst_"))
}

/// A declaration, on one line or with a line for each parameter.
fn declared(whole: &str) -> String {
    let Some((head, list)) = whole.split_once('(') else { return whole.to_owned() };
    let at = head.rfind([' ', '*']).map_or(0, |at| at + 1);
    let head = format!("TAKST_API {}TAKST_CALL {}(", &head[..at], &head[at..]);
    if head.len() + list.len() <= WIDTH {
        return head + list;
    }
    let below = format!(",\n{}", " ".repeat(head.len()));
    head + &list.split(", ").collect::<Vec<_>>().join(&below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_and_callbacks_are_marked_and_nothing_else_is() {
        let header = " * takst_a(x)\n#define takst_b(x) x\ntypedef uint32_t (*takst_progress)(void *context);\ntypedef struct takst_c {\n} takst_c;\n\
            const char *takst_version(void);\n";
        let wanted = " * takst_a(x)\n#define takst_b(x) x\ntypedef uint32_t (TAKST_CALL *takst_progress)(void *context);\ntypedef struct takst_c {\n} takst_c;\n\
            TAKST_API const char *TAKST_CALL takst_version(void);\n";
        assert_eq!(marked(header), wanted);
    }

    #[test]
    fn a_long_declaration_has_a_line_for_each_parameter() {
        let parameter = "const struct takst_of_a_long_name *of_a_long_name";
        let header = format!("takst_status takst_a({parameter},\n                     {parameter}, uint32_t c);\n");
        let below = " ".repeat("TAKST_API takst_status TAKST_CALL takst_a(".len());
        assert_eq!(marked(&header), format!("TAKST_API takst_status TAKST_CALL takst_a({parameter},\n{below}{parameter},\n{below}uint32_t c);\n"));
        assert_eq!(
            marked("void takst_free(struct takst_a *a,\n                uint32_t b);\n"),
            "TAKST_API void TAKST_CALL takst_free(struct takst_a *a, uint32_t b);\n"
        );
    }
}
