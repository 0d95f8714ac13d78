//! Closed sets of words that files and columns spell out. Kinds and units of prices, and refund rules, have files of their own.
//!
//! A set that leaves the process as a number, in C, has a frozen number for each value: a number never gets another meaning, and 0 is "none".

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

            /// What the value means, in one English phrase.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $($name::$variant => concat!($($vdoc),+).trim_ascii()),* }
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

macro_rules! numbered_words {
    ($(#[$doc:meta])* $name:ident { $($(#[doc = $vdoc:literal])+ $variant:ident $text:literal = $number:literal),* $(,)? }) => {
        words! { $(#[$doc])* $name { $($(#[doc = $vdoc])+ $variant $text),* } }

        impl $name {
            /// The number that stands for the value outside Rust. It never changes.
            #[must_use]
            pub const fn number(self) -> u32 {
                match self { $($name::$variant => $number),* }
            }

            /// The value of a number.
            #[must_use]
            pub const fn from_number(number: u32) -> Option<$name> {
                match number { $($number => Some($name::$variant),)* _ => None }
            }
        }
    };
}

pub(crate) use numbered_words;

numbered_words! {
    /// What kind of statement a [`Code`](crate::Code) makes.
    Severity {
        /// The case is refused.
        Error "error" = 1,
        /// Something to look at; the price stands.
        Warning "warning" = 2,
        /// For information.
        Note "note" = 3,
        /// A figure rests on an unsettled default.
        Assumption "assumption" = 4,
        /// The condition that decided a refund.
        Condition "condition" = 5,
        /// Why a document corrects another.
        Reason "reason" = 6,
        /// What the control of an invoice found.
        Verdict "verdict" = 7,
    }
}

words! {
    /// Whether a service carries VAT.
    Vat {
        /// Exempt, for the reason that the service names.
        Exempt "exempt",
        /// The standard rate.
        Standard "standard",
    }
}

impl Vat {
    /// Returns the words for it in Danish spreadsheets, also as a rate.
    #[must_use]
    pub const fn danish(self) -> &'static [&'static str] {
        match self {
            Vat::Exempt => &["fritaget", "momsfri", "momsfritaget", "nej", "0", "0 %", "0%"],
            Vat::Standard => &["momspligtig", "normalsats", "ja", "25", "25 %", "25%", "0.25"],
        }
    }
}

words! {
    /// Why a service is exempt from VAT: reason codes of EN 16931 (BT-121), which name the letters of article 132(1) of the VAT Directive.
    VatExemption {
        /// Hospital and medical care.
        HospitalCare "VATEX-EU-132-1B",
        /// Care in the exercise of medical and paramedical professions.
        MedicalCare "VATEX-EU-132-1C",
        /// Welfare and social security work.
        SocialCare "VATEX-EU-132-1G",
        /// Protection of children and young persons.
        ChildCare "VATEX-EU-132-1H",
        /// Education and vocational training.
        Education "VATEX-EU-132-1I",
    }
}

words! {
    /// Which of the first and last day of a course are charged.
    DayCount {
        /// Both.
        Both "both",
        /// The first only.
        FirstOnly "first-only",
    }
}

words! {
    /// How a week that the course's end cuts is charged.
    StartedWeek {
        /// In full.
        Full "full",
        /// Not at all.
        WholeWeeksOnly "whole-weeks-only",
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

numbered_words! {
    /// VAT category code of EN 16931 (BT-151).
    VatCategory {
        /// Exempt.
        Exempt "E" = 1,
        /// Standard rate.
        Standard "S" = 2,
    }
}

numbered_words! {
    /// What becomes of the state refund.
    Outcome {
        /// Claimed.
        Refunded "refunded" = 1,
        /// A condition failed: nothing to claim.
        NotRefunded "not-refunded" = 2,
        /// Not settled: nothing is claimed, the sum is at stake.
        Undetermined "undetermined" = 3,
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

numbered_words! {
    /// What a document is.
    DocumentKind {
        /// Money is asked for.
        Invoice "invoice" = 1,
        /// A whole invoice is taken back.
        CreditNote "credit-note" = 2,
    }
}

numbered_words! {
    /// What is done with a document, or why nothing is (D5, D10).
    DocumentAction {
        /// An invoice is issued.
        Issue "issue" = 1,
        /// A credit note is issued.
        Credit "credit" = 2,
        /// Something keeps the place from being settled.
        Held "held" = 3,
        /// What stands is not what should be.
        Differs "differs" = 4,
        /// The case is refused.
        Refused "refused" = 5,
        /// Something stands for a case that the file lacks.
        Absent "absent" = 6,
        /// What stands is not what should be, in a month before the start of the books.
        Closed "closed" = 7,
    }
}

numbered_words! {
    /// When a row of a claim arose (D11.4).
    ClaimKind {
        /// In the quarter.
        Current "current" = 1,
        /// Earlier in the year of the quarter.
        Running "running" = 2,
        /// In an earlier year.
        EarlierYear "earlier-year" = 3,
    }
}

numbered_words! {
    /// How much of what a claim rests on was invoiced (D11.5).
    Invoiced {
        /// All of it.
        Yes "yes" = 1,
        /// A part.
        Partly "partly" = 2,
        /// Nothing.
        No "no" = 3,
    }
}

words! {
    /// A dialect of electronic invoices.
    Dialect {
        /// OIOUBL 2.1.
        Oioubl "oioubl",
        /// Peppol BIS Billing 3.0.
        Bis3 "bis3",
    }
}

words! {
    /// Which number is the electronic address of a seller.
    Endpoint {
        /// The CVR number.
        Cvr "cvr",
        /// The GLN.
        Gln "gln",
    }
}

words! {
    /// A reference that a buyer can demand.
    Reference {
        /// Person reference at the buyer.
        BuyerReference "buyer_reference",
        /// Order number of the buyer.
        OrderReference "order_reference",
        /// The buyer's account.
        AccountingCost "accounting_cost",
        /// Electronic address of the buyer.
        BuyerGln "buyer_gln",
    }
}
