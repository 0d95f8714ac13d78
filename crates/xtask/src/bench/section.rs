//! One section of a text in Markdown, put in place of what stands there.

/// The text with the section under this heading of the second level replaced, or added before the last section where there is none.
pub fn replaced(text: &str, heading: &str, section: &str) -> String {
    let begins: Vec<usize> = sections(text).collect();
    let own = begins.iter().position(|at| text[*at..].lines().next() == Some(heading));
    let (from, to) = match (own, begins.last()) {
        (Some(own), _) => (begins[own], begins.get(own + 1).copied().unwrap_or(text.len())),
        (None, Some(last)) => (*last, *last),
        (None, None) => (text.len(), text.len()),
    };
    let (before, after) = (&text[..from], &text[to..]);
    let between = if after.is_empty() { "" } else { "\n" };
    format!("{before}{}\n{between}{after}", section.trim_end())
}

/// Where sections begin.
fn sections(text: &str) -> impl Iterator<Item = usize> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        at += line.len();
        line.starts_with("## ").then_some(at - line.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_replaced_where_it_stands_or_added_before_the_last() {
        let text = "# T\n\n## A\n\na\n\n## B\n\nb\n";
        assert_eq!(replaced(text, "## A", "## A\n\nnew\n"), "# T\n\n## A\n\nnew\n\n## B\n\nb\n");
        assert_eq!(replaced(text, "## B", "## B\n\nnew\n"), "# T\n\n## A\n\na\n\n## B\n\nnew\n");
        assert_eq!(replaced(text, "## C", "## C\n\nnew\n"), "# T\n\n## A\n\na\n\n## C\n\nnew\n\n## B\n\nb\n");
    }
}
