//! What a dialect needs, one word each; commands have a sentence for each word.

use std::fmt;

macro_rules! needs {
    ($($(#[doc = $doc:literal])+ $variant:ident $word:literal),* $(,)?) => {
        /// What a document lacks or has wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Need { $($(#[doc = $doc])+ $variant),* }

        impl Need {
            /// Every need.
            pub const ALL: &'static [Need] = &[$(Need::$variant),*];

            /// The word by which sentences are found.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Need::$variant => $word),* }
            }

            /// What would be right, in an English phrase.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Need::$variant => concat!($($doc),+).trim_ascii()),* }
            }
        }
    };
}

needs! {
    /// A number.
    Number "number",
    /// A date of issue.
    Issued "issued",
    /// A currency of three letters.
    Currency "currency",
    /// A name.
    Name "name",
    /// An electronic address, GLN or CVR number.
    Endpoint "endpoint",
    /// A GLN: 13 digits, the last a check digit.
    Gln "gln",
    /// A CVR number: 8 digits, check digit modulo 11.
    Cvr "cvr",
    /// A CVR number that is marked as one.
    CvrScheme "cvr-scheme",
    /// A scheme for each number of a party.
    IdScheme "id-scheme",
    /// An address with country.
    Address "address",
    /// A street.
    Street "street",
    /// A number of the building.
    BuildingNumber "building-number",
    /// A postal code.
    PostalCode "postal-code",
    /// A person reference.
    PersonReference "person-reference",
    /// A person reference or an order number.
    PersonOrOrder "person-or-order",
    /// The number of the order.
    Order "order",
    /// The number and date of the invoice that is taken back.
    Preceding "preceding",
    /// What kind of document it is that is named beside the invoice.
    DocumentKind "document-kind",
    /// A due date, or terms of payment.
    DueOrTerms "due-or-terms",
    /// A registration for VAT: DK and 8 digits.
    VatRegistration "vat-registration",
    /// A registration for VAT or another tax.
    TaxRegistration "tax-registration",
    /// A means of payment that is in use in Denmark.
    PaymentCode "payment-code",
    /// The payment channel of the means of payment.
    PaymentChannel "payment-channel",
    /// A registration number of at most 4 digits and an account of at most 10.
    BankAccount "bank-account",
    /// A text with the payment of at most 20 characters, of a transfer to an account only.
    PaymentNote "payment-note",
    /// An IBAN.
    Iban "iban",
    /// A mandate and the account that is debited.
    DirectDebit "direct-debit",
    /// Giro: kind 01, 04 or 15, and an account of 7 or 8 digits.
    Giro "giro",
    /// A payment id of 16 digits.
    GiroId "giro-id",
    /// FIK: kind 71, 73 or 75, and a creditor of 8 digits.
    Fik "fik",
    /// A payment id of 15 (71) or 16 (75) digits, the last a check digit modulo 10.
    FikId "fik-id",
    /// NemKonto without account and payment id.
    NemKonto "nemkonto",
    /// Terms of payment with the amount to be paid.
    TermsAmount "terms-amount",
    /// At least one line.
    Lines "lines",
    /// An id of the line.
    LineId "line-id",
    /// A quantity other than 0.
    Quantity "quantity",
    /// A unit of UN/ECE Recommendation 20.
    Unit "unit",
    /// A net of the line.
    Net "net",
    /// A name of the item.
    ItemName "item-name",
    /// A price that is not negative.
    Price "price",
    /// The unit of the quantity as the unit of the price.
    PriceUnit "price-unit",
    /// A VAT category with its rate.
    VatCategory "vat-category",
    /// Net = quantity × price / base quantity.
    LineNet "line-net",
    /// Days in order, those of lines within those of the document.
    Days "days",
    /// UNSPSC 19.05.01 or 26.08.01.
    Classification "classification",
    /// A reason of four digits, or with a # inside, for ZZZ.
    ReasonCode "reason-code",
    /// A reason of what is taken off or added.
    Reason "reason",
    /// A sum that adds up.
    Sum "sum",
    /// VAT by category and rate.
    VatBreakdown "vat-breakdown",
    /// VAT = net × rate.
    VatAmount "vat-amount",
    /// A reason why there is no VAT.
    Exemption "exemption",
    /// The same VAT categories in lines and document.
    VatCategories "vat-categories",
    /// At most two decimals.
    Decimals "decimals",
    /// An amount that is not negative.
    NotNegative "not-negative",
    /// What is taken off or added is above 0.
    Positive "positive",
    /// A note without three characters between two #, which stand for a subject.
    NoteSubject "note-subject",
    /// A currency on each amount.
    AmountCurrency "amount-currency",
    /// No element without content.
    NotEmpty "not-empty",
    /// Characters that XML has.
    Characters "characters",
    /// A word of the code list of OIOUBL.
    Word "word",
}

impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Who or what lacks it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// The document.
    Document,
    /// The seller.
    Seller,
    /// The buyer.
    Buyer,
    /// The line of this id, else of this place.
    Line(String),
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Who::Document => f.write_str("document"),
            Who::Seller => f.write_str("seller"),
            Who::Buyer => f.write_str("buyer"),
            Who::Line(id) => write!(f, "line {id}"),
        }
    }
}

/// One thing that a dialect needs and a document lacks, or has wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lack {
    /// Who or what lacks it.
    pub who: Who,
    /// What would be right.
    pub need: Need,
    /// What is there instead; `None`: nothing.
    pub found: Option<String>,
    /// The rule that asks for it, by its name in the official rule files.
    pub rule: &'static str,
}

impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.who, self.need.meaning().trim_end_matches('.'))?;
        if let Some(found) = &self.found {
            write!(f, "; found {found:?}")?;
        }
        write!(f, " ({})", self.rule)
    }
}
