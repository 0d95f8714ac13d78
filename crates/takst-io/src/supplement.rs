//! Sheets of takst's own template that hold no cases. A workbook names them by defined names, which stay when a sheet is called otherwise.

/// A sheet of the template beside that of the cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supplement {
    /// Services with their prices.
    Prices,
    /// How the template is filled in.
    Guide,
    /// The lists to choose from.
    Lists,
}

impl Supplement {
    /// Every supplement.
    pub const ALL: [Supplement; 3] = [Supplement::Prices, Supplement::Guide, Supplement::Lists];

    /// The name that the workbook defines for a cell of the sheet.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Supplement::Prices => "takst_prices",
            Supplement::Guide => "takst_guide",
            Supplement::Lists => "takst_lists",
        }
    }
}

/// The sheet that a defined name points to, where it is that of a supplement: `'Min liste'!$A$1`, in ods `$'Min liste'.$A$1`.
pub(crate) fn sheet_of(name: &str, formula: &str) -> Option<String> {
    Supplement::ALL.into_iter().find(|supplement| supplement.name() == name)?;
    let (sheet, _) = formula.trim_start_matches('=').trim_start_matches('$').rsplit_once(['!', '.'])?;
    let quoted = sheet.strip_prefix('\'').and_then(|sheet| sheet.strip_suffix('\''));
    Some(quoted.map_or_else(|| sheet.to_owned(), |sheet| sheet.replace("''", "'")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defined_names_point_to_sheets() {
        let sheet = |name, formula| sheet_of(name, formula);
        assert_eq!(sheet("takst_guide", "='Vejledning'!$A$1").as_deref(), Some("Vejledning"));
        assert_eq!(sheet("takst_lists", "Lister!$A$1").as_deref(), Some("Lister"));
        assert_eq!(sheet("takst_prices", "'Peter''s liste'!$A$1").as_deref(), Some("Peter's liste"));
        assert_eq!(sheet("takst_guide", "$Vejledning.$A$1").as_deref(), Some("Vejledning"));
        assert_eq!(sheet("takst_prices", "$'Peter''s liste v1.2!'.$A$1").as_deref(), Some("Peter's liste v1.2!"));
        assert_eq!(sheet("takst_prices", "'v1.2'!$A$1").as_deref(), Some("v1.2"));
        assert_eq!(sheet("prices", "Sager!$A$1"), None);
        assert_eq!(sheet("takst_guide", "1"), None);
    }
}
