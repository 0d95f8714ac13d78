//! The languages takst speaks.

/// A language of names and messages.
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

    /// `da` or `en`.
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
