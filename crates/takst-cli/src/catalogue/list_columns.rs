//! The columns of a price list as people see them.

use crate::form_sheet::FormColumn;
use takst::{Content, TariffCell, TariffColumn};
use takst_catalogue::{Lang, messages};

/// The heading of a column.
pub(super) fn heading(column: TariffColumn, lang: Lang) -> &'static str {
    match lang {
        Lang::Da => column.danish()[0],
        Lang::En => column.as_str(),
    }
}

/// A value in the words of the language.
pub(super) fn shown(column: TariffColumn, value: &str, lang: Lang) -> String {
    let danish = || match column.cell() {
        TariffCell::Truth => ["ja", "nej"].into_iter().find(|word| column.word(word) == Some(value)),
        _ => column.danish_words().into_iter().find(|(_, word)| *word == value).map(|(danish, _)| danish),
    };
    let danish = if lang == Lang::Da { danish() } else { None };
    danish.unwrap_or(value).to_owned()
}

/// The column of a sheet to fill in.
pub(super) fn form(column: TariffColumn, lang: Lang) -> FormColumn {
    let words: Vec<&str> = match column.cell() {
        TariffCell::OneOf(words) => words.to_vec(),
        TariffCell::Truth => vec!["true", "false"],
        _ => Vec::new(),
    };
    FormColumn {
        heading: heading(column, lang).to_owned(),
        about: messages::text(lang, &format!("list-column-{}", column.as_str().replace('_', "-")), &[]),
        is_required: column.is_required() || matches!(column, TariffColumn::ProviderName | TariffColumn::Name),
        content: column.content(),
        number: if column.content() == Content::Number && matches!(column, TariffColumn::Price | TariffColumn::DayPrice) {
            "#,##0.00##"
        } else {
            "General"
        },
        choices: words.into_iter().map(|word| shown(column, word, lang)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_comment_and_words_that_are_read() {
        for lang in Lang::ALL {
            for column in TariffColumn::ALL {
                let form = form(*column, lang);
                assert!(!form.about.starts_with("list-column") && form.about.ends_with('.'), "{column}: {}", form.about);
                assert!(form.choices.iter().all(|word| column.word(word).is_some()), "{column}");
                assert_eq!(TariffColumn::from_heading(&form.heading), Some(*column));
            }
        }
    }
}
