//! The known name a mistyped one was probably meant to be.

/// Names so near to `name` that a slip of the hand explains the difference, or of which it is the beginning; nearest
/// first, at most three.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = name.to_lowercase();
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .map(|other| (strsim::damerau_levenshtein(&wanted, &other.to_lowercase()), other))
        .filter(|(distance, other)| {
            let begun = wanted.len() > 2 && other.to_lowercase().starts_with(&wanted);
            begun || *distance <= (other.chars().count() / 3).max(1)
        })
        .collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().map(|(_, other)| other).take(3).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_and_nothing_else() {
        let keys = ["price", "places", "from", "family"];
        assert_eq!(nearest("prise", keys), ["price"]);
        assert_eq!(nearest("Form", keys), ["from"]);
        assert_eq!(nearest("roll-out", ["roll-out-date", "day-count"]), ["roll-out-date"]);
        assert!(nearest("municipality", keys).is_empty());
    }
}
