//! The three kinds of file: provider, law, policy.

use crate::shape::Form::{Date, DateOrOpen, Id, Number, Pair, ServiceId, Table, Tables, Text, TextOr, Texts, Whole, Word, YesNo};
use crate::shape::{Key, optional, required};
use takst::Policy;
use takst::catalogue::{AfterStay, CommitmentRule, DayCount, Kind, RefundRule, StartedWeek, Vat, VatExemption, VatWhenAgreed};

const DOCUMENT: &[Key] = &[
    required("id", Id, "Short id by which sources cite the document."),
    required("title", Text, "Title as published."),
    required("publisher", Text, "Who published it."),
    optional("date", Date, "Day of publication, where the document states one."),
    optional("date_note", Text, "What is known of its date otherwise."),
];

const CITATION: &[Key] = &[
    optional("document", Id, "Id of a [[document]] of this file."),
    required("place", Text, "Heading, section or page; what the document leaves open is said here in words."),
    optional("quote", Text, "The words of the document, in its own language."),
];

/// Where a value was published.
pub(crate) const SOURCE: crate::shape::Form = TextOr(CITATION);

const LABEL: &[Key] = &[required("da", Text, "In Danish."), required("en", Text, "In English.")];

const PROVIDER: &[Key] = &[
    required("id", Id, "Short id of the provider; the ids of its services begin with it."),
    required("name", Text, "Name of the provider."),
    optional("payment_days", Whole { min: 0, max: 365 }, "Days from the date of the invoice to the day it is due."),
    optional("sources", Table(PROVIDER_SOURCES), "Where the values above, and values all services share, were published."),
];

const PROVIDER_SOURCES: &[Key] = &[
    optional("payment_days", SOURCE, "Source of payment_days."),
    optional("legal_basis", SOURCE, "Source of the legal basis of every service that states none of its own."),
    optional("vat", SOURCE, "Source of the VAT of every service that states none of its own."),
    optional("vat_exemption", SOURCE, "Source of the vat_exemption of every service that states none of its own."),
    optional("refund", SOURCE, "Source of the refund rule of every service that states none of its own."),
];

/// Keys of a service for which `[service.sources]` may give a source.
const SERVICE_SOURCES: &[Key] = &[
    optional("family", SOURCE, "Source of family."),
    optional("legal_basis", SOURCE, "Source of legal_basis."),
    optional("kind", SOURCE, "Source of kind."),
    optional("vat", SOURCE, "Source of vat."),
    optional("vat_when_agreed", SOURCE, "Source of vat_when_agreed."),
    optional("vat_exemption", SOURCE, "Source of vat_exemption; without it that of vat."),
    optional("refund", SOURCE, "Source of refund."),
    optional("included_hours", SOURCE, "Source of included_hours."),
    optional("weekly_hours", SOURCE, "Source of weekly_hours."),
    optional("min_weekly_hours", SOURCE, "Source of min_weekly_hours."),
    optional("max_months", SOURCE, "Source of max_months."),
    optional("min_weeks", SOURCE, "Source of min_weeks."),
    optional("weeks", SOURCE, "Source of weeks."),
    optional("places", SOURCE, "Source of places."),
    optional("after_stay", SOURCE, "Source of after_stay."),
    optional("commitment", SOURCE, "Source of commitment."),
    optional("notice_working_days", SOURCE, "Source of notice_working_days."),
    optional("max_visits_per_week", SOURCE, "Source of max_visits_per_week."),
    optional("day_count", SOURCE, "Source of day_count."),
    optional("started_week", SOURCE, "Source of started_week."),
];

/// Terms of a service, each of which needs a source when it is given.
pub(crate) const TERMS: &[&str] = &[
    "included_hours",
    "weekly_hours",
    "min_weekly_hours",
    "max_months",
    "min_weeks",
    "weeks",
    "places",
    "after_stay",
    "commitment",
    "notice_working_days",
    "max_visits_per_week",
    "day_count",
    "started_week",
];

/// Largest price takst takes, in DKK; that of the case file.
pub(crate) const MAX_PRICE: u32 = 10_000_000;
const HOURS: crate::shape::Form = Number { decimals: 2, max: 168 };

const TARIFF: &[Key] = &[
    optional("from", Date, "First day, inclusive. Either this or from_setting."),
    optional("from_setting", Id, "Setting of a [[question]] of this file that gives the first day, where the source leaves it open."),
    optional("to", Date, "Last day, inclusive; left out while the price holds."),
    optional("to_setting", Id, "Setting of a [[question]] that gives the last day, inclusive."),
    optional("until_setting", Id, "Setting of a [[question]] that gives the day before which the price ends."),
    required(
        "price",
        Number { decimals: 4, max: MAX_PRICE },
        "DKK per unit of the service, ex VAT, in quotes: \"1185.00\"; at most 2 decimals, per hour 4.",
    ),
    optional(
        "day_price",
        Number { decimals: 2, max: MAX_PRICE },
        "Only where the price is per month: DKK per day in a part of a month, in quotes; without it a part of a month costs its share of the price.",
    ),
    optional("known_from", Date, "First day on which the price was known; of two versions valid on a day the later known wins."),
    required("source", SOURCE, "Where the price was published."),
    optional("assumed", Texts, "What the source leaves open, such as [\"tariff-validity\"]: every line at the price says so."),
    optional("act", Id, "Id of the act the price list cites (law/acts.toml); days after the act's end are marked."),
];

const SERVICE: &[Key] = &[
    required("id", ServiceId, "\"<provider>/<name>\"."),
    required("name", Table(LABEL), "Name in Danish and English."),
    optional("description", Table(LABEL), "What it is, in Danish and English; for information."),
    optional("family", ServiceId, "Services of one family follow each other in one course; default the id."),
    required("legal_basis", Text, "Act and section, such as \"SEL § 110\"."),
    required("kind", Word(Kind::WORDS), "How it is priced: at a published price per unit; agreed case by case; included in a stay; free."),
    required("vat", Word(Vat::WORDS), "Whether it carries VAT."),
    optional("vat_when_agreed", Word(VatWhenAgreed::WORDS), "VAT on an agreed price: as the service, or as the policy setting vat-agreed says."),
    optional(
        "vat_exemption",
        Word(VatExemption::WORDS),
        "Why exempt prices are exempt: reason code of EN 16931; default VATEX-EU-132-1G where legal_basis begins with SEL.",
    ),
    required("refund", Word(RefundRule::WORDS), "Which rule decides the state refund."),
    optional("included_hours", HOURS, "Hours per week the weekly price includes, in quotes."),
    optional("included_hours_approximate", YesNo, "true where the source says \"about\" so many hours."),
    optional("weekly_hours", HOURS, "Published hours per week, in quotes."),
    optional("min_weekly_hours", HOURS, "Least hours per week, in quotes."),
    optional("max_months", Whole { min: 1, max: 240 }, "Longest course, in months."),
    optional("min_weeks", Whole { min: 1, max: 1040 }, "Shortest course, in weeks."),
    optional("weeks", Whole { min: 1, max: 1040 }, "Length of the course, in weeks."),
    optional("places", Whole { min: 1, max: 100_000 }, "Places."),
    optional("after_stay", Word(AfterStay::WORDS), "\"required\" where the course must follow directly on a stay."),
    optional("commitment", Word(CommitmentRule::WORDS), "When the municipality must commit itself to pay before the course begins."),
    optional("notice_working_days", Whole { min: 1, max: 60 }, "Working days within which start and end are notified."),
    optional("max_visits_per_week", Whole { min: 1, max: 100 }, "Most visits a week; for information."),
    optional("day_count", Word(DayCount::WORDS), "Which of the first and last day are charged (kinds day, month, agreed); goes before the policy."),
    optional("started_week", Word(StartedWeek::WORDS), "How a week cut by the course's end is charged (kinds week, agreed); goes before the policy."),
    optional("account", Text, "Account in the municipal chart of accounts, such as \"5.38.42\"."),
    optional("sources", Table(SERVICE_SOURCES), "Where the values above were published, key by key."),
    optional("tariff", Tables(TARIFF), "One version of the price with its days."),
];

const QUESTION: &[Key] = &[
    required("setting", Id, "Name of the policy setting that answers the question; no other question and no setting of takst has it."),
    required("question", Table(LABEL), "The question as it is asked, in Danish and English."),
    required("meaning", Table(LABEL), "What the answer decides, in one sentence, in Danish and English."),
    required("default", DateOrOpen, "The day taken while no policy answers, in quotes, or \"open\"."),
    optional("may_be_open", YesNo, "true where \"open\" is an answer: only for last days."),
    optional("before", Id, "Setting of a [[question]] of this file before whose day this one's must lie."),
    optional("not_after", Id, "Setting of a [[question]] of this file after whose day this one's must not lie."),
    required("assumption", Text, "What lines at the price say while no source settles the question, such as \"tariff-validity\"."),
    optional("within_from", Date, "With within_to: only lines with a day from this day to that say so."),
    optional("within_to", Date, "With within_from: last of those days, inclusive."),
    optional("listed_before", Word(Policy::GENERAL), "Setting of takst before which it is listed; without it, after all of them."),
    required("source", SOURCE, "Where the day is left open."),
];

const APPROPRIATION: &[Key] = &[
    required("id", Id, "Short id."),
    required("name", Table(LABEL), "Name in Danish and English."),
    required("amount", Number { decimals: 2, max: 4_000_000_000 }, "DKK over all years, in quotes."),
    required("years", Pair { min: 1900, max: 2199 }, "First and last year."),
    required("ages", Pair { min: 0, max: 120 }, "Youngest and oldest age of the target group."),
    optional("municipalities", Texts, "Municipalities that take part."),
    optional("sites", Texts, "Sites that take part."),
    optional("organisations", Texts, "Organisations that take part."),
    required("source", SOURCE, "Where it was published."),
];

/// A file with one provider.
pub(crate) const PROVIDER_FILE: &[Key] = &[
    optional("document", Tables(DOCUMENT), "Documents that values of this file cite."),
    required("provider", Table(PROVIDER), "Who delivers the services."),
    optional("question", Tables(QUESTION), "Days that the sources leave open, each with the policy setting that answers it."),
    optional("service", Tables(SERVICE), "What is charged for."),
    optional("appropriation", Tables(APPROPRIATION), "Money set aside by the state, nothing charged per citizen."),
];

const ACT: &[Key] = &[
    required("id", Id, "Short id by which tariffs cite the act."),
    required("name", Text, "Name as cited."),
    required("from", Date, "First day in force."),
    optional("to", Date, "Last day in force."),
    required("source", SOURCE, "Where that is stated."),
];

const FIGURE_VERSION: &[Key] = &[
    optional("from", Date, "First day; left out where the sources state none."),
    optional("to", Date, "Last day, inclusive; left out while the figure holds."),
    required("value", Number { decimals: 4, max: MAX_FIGURE }, "The number, in quotes; days and months whole, percent at most 100."),
    required("source", SOURCE, "Where it is stated."),
];

/// Largest figure of the law.
pub(crate) const MAX_FIGURE: u32 = 4_000_000_000;

/// What figures of the law count.
pub(crate) const FIGURE_UNITS: &[&str] = &["percent", "days", "months", "DKK", "number"];

const FIGURE: &[Key] = &[
    required("id", Id, "Id of the figure, such as \"refund.share\"."),
    required("name", Table(LABEL), "What it is, in Danish and English."),
    required("unit", Word(FIGURE_UNITS), "What the number counts."),
    optional("hole", Text, "Why days between two versions have no figure; without it a hole is reported."),
    required("version", Tables(FIGURE_VERSION), "The figure with the days it holds."),
];

/// A file of the law.
pub(crate) const LAW_FILE: &[Key] = &[
    optional("document", Tables(DOCUMENT), "Documents that values of the law files cite."),
    optional("act", Tables(ACT), "Acts that price lists cite, with the days they were in force."),
    optional("figure", Tables(FIGURE), "Dated figures: rates, caps, terms."),
];

/// One setting of a policy file.
pub(crate) const SETTING: &[Key] =
    &[required("value", Text, "The answer, in quotes."), optional("source", Text, "The letter, agreement or ruling that settles the question.")];
