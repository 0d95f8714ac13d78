//! Ids made of names.

/// Longest id that is made of a name.
const LONGEST: usize = 60;

/// Returns the short id that stands for a name: lower-case letters, digits, and hyphens for all else; ae, oe and aa for æ, ø and å. `None`: nothing of
/// the name can be in an id.
///
/// ```
/// use takst_catalogue::price_list::id_of;
/// assert_eq!(id_of("Botilbuddet Solgården").as_deref(), Some("botilbuddet-solgaarden"));
/// assert_eq!(id_of("Ophold, niveau 1 (§ 110)").as_deref(), Some("ophold-niveau-1-110"));
/// assert_eq!(id_of("–"), None);
/// ```
#[must_use]
pub fn id_of(name: &str) -> Option<String> {
    let mut id = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        let plain = match letter {
            'æ' | 'ä' => "ae",
            'ø' | 'ö' => "oe",
            'å' => "aa",
            'é' | 'è' | 'ê' | 'ë' => "e",
            'á' | 'à' | 'â' => "a",
            'ü' | 'ú' => "u",
            'ó' | 'ô' => "o",
            'í' => "i",
            letter if letter.is_ascii_alphanumeric() => {
                id.push(letter);
                continue;
            }
            _ if id.is_empty() || id.ends_with('-') => "",
            _ => "-",
        };
        id.push_str(plain);
    }
    id.truncate(LONGEST);
    let id = id.trim_end_matches('-');
    (!id.is_empty()).then(|| id.to_owned())
}
