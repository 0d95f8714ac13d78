//! Regions: lines between a marker with the name and a marker of the end, each in a comment of the file's language.

const END: &str = "end of generated";

fn is_begin(line: &str, name: &str) -> bool {
    line.split_once("generated: ").is_some_and(|(_, rest)| rest.split([' ', ',', '\n']).next() == Some(name))
}

/// The text with `lines` in the region.
pub fn filled(text: &str, name: &str, lines: &str) -> Result<String, String> {
    let all: Vec<&str> = text.split_inclusive('\n').collect();
    let begin = all.iter().position(|line| is_begin(line, name)).ok_or_else(|| format!("no marker `generated: {name}`"))?;
    let (before, inside) = all.split_at(begin + 1);
    let end = inside.iter().position(|line| line.contains(END)).ok_or_else(|| format!("no marker `{END}` behind `generated: {name}`"))?;
    Ok([&before.concat(), lines, &inside[end..].concat()].concat())
}

/// The text without what stands in its regions.
pub fn blanked(text: &str) -> String {
    let mut inside = false;
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        inside &= !line.contains(END);
        if !inside {
            out.push_str(line);
        }
        inside |= line.contains("generated: ");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a\n<!-- generated: x -->\nold\n<!-- end of generated -->\nb\n# generated: y\n# end of generated\n";

    #[test]
    fn one_region_is_filled_and_the_rest_stays() {
        let text = filled(TEXT, "x", "new\n").unwrap();
        assert_eq!(text, TEXT.replace("old", "new"));
        let text = filled(&text, "y", "1\n2\n").unwrap();
        assert!(text.ends_with("b\n# generated: y\n1\n2\n# end of generated\n"), "{text}");
        assert_eq!(filled(&text, "y", "1\n2\n").unwrap(), text);
    }

    #[test]
    fn markers_that_are_missing_are_told() {
        assert!(filled(TEXT, "z", "").is_err());
        assert!(filled("# generated: x\nold\n", "x", "").is_err());
    }

    #[test]
    fn regions_are_left_out() {
        assert_eq!(blanked(TEXT), TEXT.replace("old\n", ""));
    }
}
