//! Rust without what does not count: comments and texts are blanked, tests are left out.

/// The code of a source, line by line where it stood.
pub fn code_of(source: &str) -> String {
    without_tests(&blanked(source))
}

/// Comments, strings and characters as spaces.
fn blanked(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let skipped = match token(rest, before) {
            0 => {
                out.push(c);
                before = c;
                rest = &rest[c.len_utf8()..];
                continue;
            }
            length => &rest[..length],
        };
        out.extend(skipped.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        before = ' ';
        rest = &rest[skipped.len()..];
    }
    out
}

/// Length of the comment, string or character that begins here; 0 when none does.
fn token(rest: &str, before: char) -> usize {
    let in_a_word = before.is_alphanumeric() || before == '_';
    if rest.starts_with("//") {
        rest.find('\n').unwrap_or(rest.len())
    } else if rest.starts_with("/*") {
        block_comment(rest)
    } else if rest.starts_with('"') {
        quoted(rest, 1)
    } else if !in_a_word && (rest.starts_with("r\"") || rest.starts_with("r#") || rest.starts_with("br\"") || rest.starts_with("br#")) {
        raw(rest)
    } else if rest.starts_with('\'') {
        character(rest)
    } else {
        0
    }
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

fn quoted(rest: &str, open: usize) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(open) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// A raw string, or 0 for a raw identifier.
fn raw(rest: &str) -> usize {
    let start = rest.find('r').map_or(0, |at| at + 1);
    let hashes = rest[start..].chars().take_while(|c| *c == '#').count();
    let open = start + hashes + 1;
    if !rest[start + hashes..].starts_with('"') {
        return 0;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    rest[open..].find(&close).map_or(rest.len(), |at| open + at + close.len())
}

/// A character, or 0 for a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => rest[2..].char_indices().skip(1).find(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 3),
        Some(_) => chars.next().filter(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 1),
        None => 0,
    }
}

/// Blanks every item under `#[cfg(test)]`.
fn without_tests(code: &str) -> String {
    let mut out = code.to_owned();
    while let Some(at) = out.find("#[cfg(test)]") {
        let end = item_end(&out[at..]).map_or(out.len(), |length| at + length);
        let blank: String = out[at..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        out.replace_range(at..end, &blank);
    }
    out
}

/// Where the item that begins here ends: behind its closing brace, or behind the semicolon that stands before any brace.
fn item_end(code: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            ';' if depth == 0 => return Some(at + 1),
            '{' => depth += 1,
            '}' if depth == 1 => return Some(at + 1),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_texts_are_blanked_where_they_stand() {
        let source = "a // f64\n/* x /* y */\n*/b\nc(\"f64 \\\" // \", r#\"f\"64\"#, 'f', '\\'', \"\\\\\") d\nfn e<'a>(x: &'a str)\n";
        let code = code_of(source);
        assert_eq!(code.lines().map(str::len).collect::<Vec<_>>(), source.lines().map(str::len).collect::<Vec<_>>());
        let words: Vec<String> = code.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(words, ["a", "", "b", "c( , , , , ) d", "fn e<'a>(x: &'a str)"]);
    }

    #[test]
    fn tests_are_left_out_and_lines_stay_where_they_were() {
        let source = "use a;\n#[cfg(test)]\nmod tests {\n    fn x() { y() }\n}\nuse b;\n#[cfg(test)]\nuse c;\nuse d;\n";
        assert_eq!(code_of(source).lines().map(str::trim_end).collect::<Vec<_>>(), ["use a;", "", "", "", "", "use b;", "", "", "use d;"]);
    }

    #[test]
    fn text_outside_ascii_does_no_harm() {
        assert_eq!(code_of("let ø = 'ø'; // æ\n"), "let ø =    ;     \n");
    }
}
