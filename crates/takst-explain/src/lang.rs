//! The languages takst explains in.

use std::fmt;

/// A language of texts.
///
/// ```
/// use takst_explain::Lang;
/// assert_eq!("da".parse(), Ok(Lang::Da));
/// assert!("de".parse::<Lang>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Danish.
    #[default]
    Da,
    /// English.
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Lang; 2] = [Lang::Da, Lang::En];

    /// `da` or `en`: also the value of an HTML `lang` attribute.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Lang::Da => "da",
            Lang::En => "en",
        }
    }

    /// The name in this language.
    #[must_use]
    pub fn pick(self, label: &takst::catalogue::Label) -> &str {
        match self {
            Lang::Da => &label.da,
            Lang::En => &label.en,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no language takst explains in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLang(pub String);

impl fmt::Display for UnknownLang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is neither da nor en", self.0)
    }
}

impl std::error::Error for UnknownLang {}

impl std::str::FromStr for Lang {
    type Err = UnknownLang;
    fn from_str(text: &str) -> Result<Lang, UnknownLang> {
        Lang::ALL.into_iter().find(|lang| lang.as_str() == text).ok_or_else(|| UnknownLang(text.to_owned()))
    }
}
