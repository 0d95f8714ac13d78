//! Steps as parts of the explanation: label, sentences, calculation, result, source, machine fields.

use crate::format;
use crate::model::{Fields, StepPart};
use crate::sources::Sources;
use crate::texts::{Arg, Texts};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;
use takst::catalogue::{Provider, Service, Unit};
use takst::source::Source;
use takst::{Amount, Charged, Code, Line, Outcome, Period, Quantity, RefundFacts, Running, Step, UnitPrice, VatCategory, VatExemption};

/// What the steps of a line are rendered with.
pub(crate) struct StepRenderer<'a, 'c> {
    pub texts: &'a Texts,
    pub line: &'a Line,
    pub provider: Option<&'a Provider>,
    pub service: Option<&'a Service>,
    pub sources: &'a mut Sources<'c>,
    /// Numbers an assumption for the whole explanation.
    pub assumption: &'a mut dyn FnMut(Code) -> usize,
}

/// Where a step stands for the reader: VAT after the net amount, before own payment and refund.
fn rank(step: &Step) -> u8 {
    match step {
        Step::Course { .. } => 0,
        Step::Tariff { .. } | Step::AgreedPrice { .. } => 1,
        Step::Charged(_) => 2,
        Step::Net { .. } => 3,
        Step::Vat { .. } => 4,
        Step::OwnPayment { .. } => 5,
        Step::RefundDecided { .. } => 6,
        Step::Refund { .. } => 7,
        Step::Cost { .. } => 8,
        Step::Hold(_) => 9,
        _ => 10,
    }
}

/// Any scalar that writes itself in plain decimal notation or ISO 8601.
fn text(value: impl ToString) -> Value {
    Value::String(value.to_string())
}

fn optional<T: ToString>(value: Option<T>) -> Value {
    value.map_or(Value::Null, text)
}

fn running_fields(running: Option<Running>) -> [(&'static str, Value); 2] {
    [("running_before", optional(running.map(|r| r.before))), ("running_after", optional(running.map(|r| r.after)))]
}

/// `a × b / c`, what the line would be alone and before it is rounded; `None` where it does not fit a decimal.
fn alone(a: Decimal, b: Decimal, c: Decimal) -> Option<Decimal> {
    a.checked_mul(b)?.checked_div(c)
}

impl StepRenderer<'_, '_> {
    /// All steps of the line, in the order in which they are read.
    pub fn render(&mut self, steps: &[Step]) -> Vec<StepPart> {
        let mut ordered: Vec<&Step> = steps.iter().collect();
        ordered.sort_by_key(|step| rank(step));
        let conditions = steps.iter().filter(|step| matches!(step, Step::RefundDecided { .. })).count();
        let mut parts: Vec<StepPart> = ordered.into_iter().filter_map(|step| self.step(step, conditions > 1)).collect();
        parts.sort_by_key(|part| part.assumption); // those without stay before, in their order
        parts
    }

    /// `parted`: parts of the line had different facts, so each condition says which days it is about.
    fn step(&mut self, step: &Step, parted: bool) -> Option<StepPart> {
        Some(match step {
            Step::Course { first, last } => {
                let lang = self.texts.lang();
                let text_ = match last.and_then(|last| Period::new(*first, last)) {
                    Some(days) => self.say("step-course-ended", &[("days", format::period(lang, days).into())]),
                    None => self.say("step-course-open", &[("first", format::date(lang, *first).into())]),
                };
                self.part("course", "step-course", text_, vec![("first_day", text(first)), ("last_day", optional(*last))])
            }
            Step::Tariff { .. } => self.tariff(step)?,
            Step::AgreedPrice { price, unit, over_hours } => self.agreed_price(*price, *unit, *over_hours),
            Step::Charged(charged) => self.charged(*charged),
            Step::Net { quantity, unit_price, base, net, running } => self.net(*quantity, *unit_price, *base, *net, *running),
            Step::Vat { .. } => self.vat(step)?,
            Step::OwnPayment { per_day, days, amount } => self.own_payment(*per_day, *days, *amount),
            Step::RefundDecided { .. } => self.refund_decided(step, parted)?,
            Step::Refund { .. } => self.refund(step)?,
            Step::Cost { net, own_payment, refund, cost } => {
                let sentence = self.say("step-cost-text", &[]);
                let data = vec![("net", text(net)), ("own_payment", text(own_payment)), ("refund", text(refund)), ("cost", text(cost))];
                let mut part = self.part("cost", "step-cost", sentence, data);
                part.calculation = Some(format!("{} − {} − {}", self.number(*net), self.number(*own_payment), self.number(*refund)));
                part.result = Some(self.amount(*cost));
                part
            }
            Step::Assumed(code) => {
                let number = (self.assumption)(*code);
                let mut part = self.part("assumption", "step-hold", self.texts.code(*code), vec![("code", text(code))]);
                part.label = self.say("step-assumed", &[("number", number.to_string().into())]);
                part.assumption = Some(number);
                part
            }
            Step::Hold(code) => {
                let reason = format!("{}.", self.texts.code(*code));
                self.part("hold", "step-hold", reason, vec![("code", text(code))])
            }
            // `Step` may grow; a test demands a text for each variant there is.
            _ => return None,
        })
    }

    fn say(&self, id: &str, args: &[(&str, Arg)]) -> String {
        self.texts.get(id, args)
    }

    fn number(&self, amount: Amount) -> String {
        format::number(self.texts.lang(), amount)
    }

    fn amount(&self, amount: Amount) -> String {
        format::amount(self.texts.lang(), amount)
    }

    fn part(&self, kind: &'static str, label: &str, text: String, data: Vec<(&'static str, Value)>) -> StepPart {
        StepPart { kind, label: self.say(label, &[]), text, calculation: None, result: None, source: None, assumption: None, data: Fields(data) }
    }

    /// The source of the step, or that of the service's own value `key`.
    fn cite(&mut self, source: Option<&Source>, key: &str) -> Option<usize> {
        let of_service = self.service.and_then(|s| s.sources.get(key));
        let of_provider = self.provider.and_then(|p| p.sources.get(key));
        source.or(of_service).or(of_provider).map(|source| self.sources.number(self.provider, source))
    }

    fn tariff(&mut self, step: &Step) -> Option<StepPart> {
        let Step::Tariff { version, from, to, price, unit, month_price, source, known_from, passed_over } = step else { return None };
        let lang = self.texts.lang();
        let validity = match to.and_then(|to| Period::new(*from, to)) {
            Some(days) => format::period(lang, days),
            None => self.say("step-tariff-from", &[("first", format::date(lang, *from).into())]),
        };
        let mut sentence = self.say(
            "step-tariff-text",
            &[
                ("price", format::price(lang, *price).into()),
                ("unit", self.texts.unit(*unit).into()),
                ("version", (&**version).into()),
                ("validity", validity.into()),
            ],
        );
        if let Some(month_price) = month_price {
            sentence.push(' ');
            sentence.push_str(&self.say("step-tariff-part-of-month", &[("price", format::price(lang, *month_price).into())]));
        }
        if let Some(day) = known_from {
            sentence.push(' ');
            sentence.push_str(&self.say("step-tariff-known-from", &[("day", format::date(lang, *day).into())]));
        }
        let passed: Vec<String> = passed_over.iter().map(ToString::to_string).collect();
        if !passed.is_empty() {
            sentence.push(' ');
            sentence.push_str(&self.say("step-tariff-passed-over", &[("versions", self.texts.list("list-and", &passed).into())]));
        }
        let data = vec![
            ("version", text(version)),
            ("valid_from", text(from)),
            ("valid_to", optional(*to)),
            ("price", text(price)),
            ("unit", text(unit)),
            ("month_price", optional(*month_price)),
            ("known_from", optional(*known_from)),
            ("passed_over", Value::Array(passed.into_iter().map(Value::String).collect())),
        ];
        let mut part = self.part("tariff", "step-tariff", sentence, data);
        part.result = Some(format::price(lang, *price));
        part.source = Some(self.sources.number(self.provider, source));
        Some(part)
    }

    fn agreed_price(&mut self, price: UnitPrice, unit: Unit, over_hours: Option<(Quantity, Quantity)>) -> StepPart {
        let lang = self.texts.lang();
        let mut sentence = self.say(
            "step-agreed-price-text",
            &[("price", format::price(lang, price).into()), ("unit", self.texts.unit(unit).into()), ("row", self.line.row.to_string().into())],
        );
        if let Some((hours, included)) = over_hours {
            let args = [("hours", format::quantity(lang, hours).into()), ("included", format::quantity(lang, included).into())];
            sentence.push(' ');
            sentence.push_str(&self.say("step-agreed-price-over-hours", &args));
        }
        let data = vec![
            ("price", text(price)),
            ("unit", text(unit)),
            ("hours_per_week", optional(over_hours.map(|(hours, _)| hours))),
            ("included_hours", optional(over_hours.map(|(_, included)| included))),
        ];
        let mut part = self.part("agreed-price", "step-agreed-price", sentence, data);
        part.result = Some(format::price(lang, price));
        part.source = self.cite(None, "kind");
        part
    }

    fn charged(&mut self, charged: Charged) -> StepPart {
        let lang = self.texts.lang();
        let period = || Arg::Text(format::period(lang, self.line.period));
        let month = || Arg::Text(format::month(lang, self.line.month));
        // A term of the provider goes before the policy, and its source is cited.
        let terms = self.service.map(|service| &service.terms);
        let by_term = (terms.is_some_and(|terms| terms.day_count.is_some()), terms.is_some_and(|terms| terms.started_week.is_some()));
        let free = if by_term.0 { "step-charged-last-day-free-by-term" } else { "step-charged-last-day-free" };
        let cut = if by_term.1 { "step-charged-last-week-is-cut-by-term" } else { "step-charged-last-week-is-cut" };
        let (how, sentence, also, mut data) = match charged {
            Charged::Days { days, last_day_free } => {
                let also = last_day_free.then_some(free);
                let data = vec![("days", days.into()), ("last_day_free", last_day_free.into())];
                ("days", self.say("step-charged-days", &[("days", Arg::Count(days)), ("period", period())]), also, data)
            }
            Charged::Weeks { weeks, last_is_cut } => {
                let also = last_is_cut.then_some(cut);
                let data = vec![("weeks", weeks.into()), ("last_is_cut", last_is_cut.into())];
                ("weeks", self.say("step-charged-weeks", &[("weeks", Arg::Count(weeks)), ("month", month())]), also, data)
            }
            Charged::WholeMonth => ("whole-month", self.say("step-charged-whole-month", &[("month", month())]), None, Vec::new()),
            Charged::MonthPart { days, of, last_day_free } => {
                let args = [("days", Arg::Count(days)), ("of", Arg::Count(of)), ("month", month()), ("period", period())];
                let data = vec![("days", days.into()), ("of", of.into()), ("last_day_free", last_day_free.into())];
                ("month-part", self.say("step-charged-month-part", &args), last_day_free.then_some(free), data)
            }
            Charged::Hours(hours) => {
                let sentence = self.say("step-charged-hours", &[("hours", format::quantity(lang, hours).into())]);
                ("hours", sentence, None, vec![("hours", text(hours))])
            }
            Charged::Course => ("course", self.say("step-charged-course", &[]), None, Vec::new()),
            // `Charged` may grow; the quantity of the line still stands beside the label.
            _ => ("other", String::new(), None, Vec::new()),
        };
        let sentence = also.map_or_else(|| sentence.clone(), |id| format!("{sentence} {}", self.say(id, &[])));
        data.insert(0, ("how", Value::from(how)));
        let mut part = self.part("charged", "step-charged", sentence, data);
        part.result = Some(self.texts.units(self.line.quantity, self.line.unit));
        part.source = match also {
            Some("step-charged-last-day-free-by-term") => self.cite(None, "day_count"),
            Some("step-charged-last-week-is-cut-by-term") => self.cite(None, "started_week"),
            _ => None,
        };
        part
    }

    fn net(&self, quantity: Quantity, unit_price: UnitPrice, base: Quantity, net: Amount, running: Option<Running>) -> StepPart {
        let lang = self.texts.lang();
        let stands_alone = alone(quantity.to_decimal(), unit_price.to_decimal(), base.to_decimal());
        let mut sentence = self.running(running, net, stands_alone);
        let exact = quantity.to_decimal().checked_mul(unit_price.to_decimal()).map(|exact| exact.normalize());
        if let Some(exact) = exact.filter(|exact| running.is_none() && exact.scale() > Amount::SCALE) {
            sentence = self.say("step-rounded", &[("exact", format::decimal(lang, exact).into()), ("net", self.number(net).into())]);
        }
        let mut data = vec![("quantity", text(quantity)), ("unit_price", text(unit_price)), ("price_base_quantity", text(base)), ("net", text(net))];
        data.extend(running_fields(running));
        let mut part = self.part("net", "step-net", sentence, data);
        let amount = if base == Quantity::whole(1) {
            self.texts.units(quantity, self.line.unit)
        } else {
            // The unit stands in the quantity above. A sign of division would be read as a minus in Denmark.
            format!("{}/{}", format::quantity(lang, quantity), format::quantity(lang, base))
        };
        part.calculation = Some(format!("{amount} × {}", format::price(lang, unit_price)));
        part.result = Some(self.amount(net));
        part
    }

    fn vat(&mut self, step: &Step) -> Option<StepPart> {
        let Step::Vat { category, rate, base, vat, running, number, source } = step else { return None };
        let (category, rate, base, vat, running) = (*category, *rate, *base, *vat, *running);
        let rate_text = format::percent(self.texts.lang(), rate);
        let mut sentence = match category {
            VatCategory::Exempt => {
                let exemption = self.line.vat.exemption.map_or("", VatExemption::as_str);
                let letter = exemption.trim_start_matches("VATEX-EU-132-").to_lowercase();
                let mut args = vec![("reason", self.say(&format!("exempt-as-{letter}"), &[]).into()), ("exemption", exemption.into())];
                args.extend(number.map(|number| ("number", number.to_string().into())));
                self.say(if number.is_some() { "step-vat-exempt" } else { "step-vat-exempt-by-code" }, &args)
            }
            VatCategory::Standard => self.say("step-vat-standard", &[("rate", rate_text.as_str().into())]),
        };
        let stands_alone = alone(base.to_decimal(), rate.to_decimal(), Decimal::ONE_HUNDRED);
        let rounded = self.running(Some(running), vat, stands_alone);
        if !rounded.is_empty() && category == VatCategory::Standard {
            sentence = format!("{sentence} {rounded}");
        }
        let mut data = vec![("category", text(category)), ("rate", text(rate)), ("base", text(base)), ("vat", text(vat))];
        data.extend(running_fields(Some(running)));
        let mut part = self.part("vat", "step-vat", sentence, data);
        if category == VatCategory::Standard {
            part.calculation = Some(format!("{rate_text} × {}", self.amount(base)));
        }
        part.result = Some(self.amount(vat));
        part.source = self.cite(source.as_ref(), "vat");
        Some(part)
    }

    fn own_payment(&self, per_day: Option<Amount>, days: u32, amount: Amount) -> StepPart {
        let sentence = match per_day {
            Some(per_day) => self.say("step-own-payment-given", &[("per-day", self.amount(per_day).into())]),
            None => self.say("step-own-payment-absent", &[]),
        };
        let data = vec![("per_day", optional(per_day)), ("days", days.into()), ("own_payment", text(amount))];
        let mut part = self.part("own-payment", "step-own-payment", sentence, data);
        part.calculation = per_day.map(|per_day| format!("{} × {}", self.texts.units(Quantity::whole(days), Unit::Day), self.amount(per_day)));
        part.result = Some(self.amount(amount));
        part
    }

    fn refund_decided(&mut self, step: &Step, parted: bool) -> Option<StepPart> {
        let Step::RefundDecided { days, rule, outcome, reason, facts, source } = step else { return None };
        let mut sentences = self.texts.refund_reason(self.line, *outcome, *reason, facts);
        if parted {
            let period = format::period(self.texts.lang(), *days);
            sentences = self.say("step-refund-decided-days", &[("days", period.into()), ("text", sentences.into())]);
        }
        let mut data = vec![("first_day", text(days.first())), ("last_day", text(days.last()))];
        data.extend([("rule", text(rule)), ("outcome", text(outcome)), ("reason", text(reason))]);
        data.extend(fact_fields(facts));
        let mut part = self.part("refund-condition", "step-refund-decided", sentences, data);
        part.result = Some(self.say(&format!("outcome-word-{outcome}"), &[]));
        part.source = self.cite(source.as_ref(), "refund");
        Some(part)
    }

    fn refund(&mut self, step: &Step) -> Option<StepPart> {
        let Step::Refund { base, share, outcome, amount, at_stake, running, source } = step else { return None };
        let share_text = format::percent(self.texts.lang(), *share);
        let half = if *outcome == Outcome::Undetermined { *at_stake } else { *amount };
        let mut sentence = match outcome {
            Outcome::Refunded => self.say("step-refund-refunded", &[("share", share_text.as_str().into())]),
            Outcome::NotRefunded => self.say("step-refund-not-refunded", &[]),
            Outcome::Undetermined => self.say("step-refund-undetermined", &[("at-stake", self.amount(*at_stake).into())]),
        };
        let stands_alone = alone(base.to_decimal(), share.to_decimal(), Decimal::ONE_HUNDRED);
        let rounded = self.running(*running, half, stands_alone);
        if !rounded.is_empty() {
            sentence = format!("{sentence} {rounded}");
        }
        let mut data =
            vec![("base", text(base)), ("share", text(share)), ("outcome", text(outcome)), ("refund", text(amount)), ("at_stake", text(at_stake))];
        data.extend(running_fields(*running));
        let mut part = self.part("refund", "step-refund", sentence, data);
        let of = if self.line.own_payment == Amount::ZERO {
            self.amount(*base)
        } else {
            format!("({} − {})", self.number(self.line.net), self.amount(self.line.own_payment))
        };
        part.calculation = (*outcome == Outcome::Refunded).then(|| format!("{share_text} × {of}"));
        part.result = Some(self.amount(*amount));
        part.source = source.as_ref().map(|source| self.sources.number(self.provider, source));
        Some(part)
    }

    /// How a running sum was rounded: said where the line alone would be another amount, or a later line is rounded.
    fn running(&self, running: Option<Running>, difference: Amount, alone: Option<Decimal>) -> String {
        let is_exact = alone == Some(difference.to_decimal());
        let as_alone = alone.map(|alone| alone.round_dp_with_strategy(Amount::SCALE, RoundingStrategy::MidpointAwayFromZero));
        match running {
            Some(Running { before, after }) if !is_exact && (before != Amount::ZERO || as_alone != Some(difference.to_decimal())) => self.say(
                "step-running",
                &[("after", self.number(after).into()), ("before", self.number(before).into()), ("difference", self.number(difference).into())],
            ),
            Some(_) | None => String::new(),
        }
    }
}

fn fact_fields(facts: &RefundFacts) -> Vec<(&'static str, Value)> {
    match *facts {
        RefundFacts::Window { number, start, used_outside, used_before, cap } => vec![
            ("window", number.into()),
            ("window_start", text(start)),
            ("used_outside", used_outside.map_or(Value::Null, Value::from)),
            ("used_before", used_before.into()),
            ("cap", cap.into()),
        ],
        RefundFacts::Gap { prior_stay_to, course_first, limit } => {
            vec![("prior_stay_to", optional(prior_stay_to)), ("course_first_day", text(course_first)), ("gap_limit", limit.into())]
        }
        RefundFacts::Discharge { day, stated, decided, discharged_to_107, until } => vec![
            ("first_discharge", optional(day)),
            ("first_discharge_stated", stated.into()),
            ("decided_before_discharge", decided.map_or(Value::Null, Value::from)),
            ("discharged_to_107", discharged_to_107.map_or(Value::Null, Value::from)),
            ("refunded_until", optional(until)),
        ],
        // `RefundFacts` may grow.
        RefundFacts::None | _ => Vec::new(),
    }
}
