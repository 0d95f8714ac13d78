//! Closed sets of words: kinds, units, rules and other values that files and columns spell out.

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[doc = $vdoc:literal])+ $variant:ident $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[doc = $vdoc])+ $variant),* }

        impl $name {
            /// Every value.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];
            /// The words of every value.
            pub const WORDS: &'static [&'static str] = &[$($text),*];

            /// The word used in files and columns.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }

            /// The value for a word of [`WORDS`](Self::WORDS), exactly as written there.
            #[must_use]
            pub fn from_word(word: &str) -> Option<$name> {
                match word { $($text => Some($name::$variant),)* _ => None }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use words;

words! {
    /// How a service is priced.
    Kind {
        /// A published price per hour.
        Hour "hour",
        /// A published price per day (*døgn*).
        Day "day",
        /// A published price per started week.
        Week "week",
        /// A published price per month.
        Month "month",
        /// A published price per course.
        Course "course",
        /// A price agreed case by case.
        Agreed "agreed",
        /// Part of the price of the stay: no line.
        Included "included",
        /// Free of charge: no line.
        Free "free",
    }
}

words! {
    /// The unit of a price.
    Unit {
        /// Per hour.
        Hour "hour",
        /// Per day (*døgn*).
        Day "day",
        /// Per week.
        Week "week",
        /// Per calendar month.
        Month "month",
        /// Per course.
        Course "course",
    }
}

impl Kind {
    /// The unit of the published price, or `None` where there is none.
    #[must_use]
    pub const fn unit(self) -> Option<Unit> {
        match self {
            Kind::Hour => Some(Unit::Hour),
            Kind::Day => Some(Unit::Day),
            Kind::Week => Some(Unit::Week),
            Kind::Month => Some(Unit::Month),
            Kind::Course => Some(Unit::Course),
            Kind::Agreed | Kind::Included | Kind::Free => None,
        }
    }
}

impl Unit {
    /// Decimals a price per this unit may have.
    #[must_use]
    pub const fn price_decimals(self) -> u32 {
        match self {
            Unit::Hour => 4,
            Unit::Day | Unit::Week | Unit::Month | Unit::Course => 2,
        }
    }

    /// Whether the unit follows single days, so that own payment and the `sel-` refund rules apply.
    #[must_use]
    pub const fn is_daily(self) -> bool {
        matches!(self, Unit::Day | Unit::Month)
    }
}

words! {
    /// Whether a service carries VAT.
    Vat {
        /// Exempt: momsloven § 13, stk. 1, nr. 2.
        Exempt "exempt",
        /// The standard rate.
        Standard "standard",
    }
}

words! {
    /// Which VAT an agreed price carries.
    VatWhenAgreed {
        /// As the service.
        AsService "as-service",
        /// As the policy setting `vat-agreed` says.
        Policy "policy",
    }
}

words! {
    /// Which rule decides the state refund.
    RefundRule {
        /// Stays under SEL § 110.
        Sel110Ophold "sel-110-ophold",
        /// Aftercare under SEL § 110.
        Sel110Efterforsorg "sel-110-efterforsorg",
        /// Support under SEL § 85 a, and CTI before it.
        Sel85aBostoette "sel-85a-bostoette",
        /// No refund.
        None "none",
    }
}

words! {
    /// When a course must follow on a stay.
    AfterStay {
        /// Always.
        Required "required",
    }
}

words! {
    /// When a commitment to pay (*betalingstilsagn*) is needed.
    CommitmentRule {
        /// When the course does not follow on a stay.
        WithoutStay "without-stay",
        /// Always.
        Always "always",
    }
}

words! {
    /// How sure a published figure is.
    Precision {
        /// Exactly as stated.
        Exact "exact",
        /// Stated as "about" (*ca.*).
        Approximate "approximate",
    }
}
