//! The sets of the C interface as enums of C#.

use super::c;

const WIDTH: usize = 148;

/// The enums, inside the namespace.
pub fn sets() -> String {
    let mut text = String::new();
    for set in c::all().into_iter().chain([c::codes()]) {
        let values = std::iter::once("None".to_owned()).chain(set.values.iter().map(|(name, number, _)| format!("{name} = {number}")));
        text.push_str(&format!("    public enum {} : uint\n    {{\n{}    }}\n\n", set.name, wrapped(values)));
    }
    text.truncate(text.len() - 1);
    text
}

/// Values with commas, as many on a line as fit.
fn wrapped(values: impl Iterator<Item = String>) -> String {
    const INDENT: &str = "        ";
    let (mut text, mut line) = (String::new(), INDENT.to_owned());
    for value in values {
        if line.len() + value.len() > WIDTH {
            text += &format!("{}\n", line.trim_end());
            line = INDENT.to_owned();
        }
        line += &format!("{value}, ");
    }
    text + line.trim_end() + "\n"
}
