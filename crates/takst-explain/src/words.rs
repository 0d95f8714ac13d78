//! Words of closed sets in texts: units with their number, and refund rules by name.

use crate::format;
use crate::texts::{Arg, Texts};
use takst::Quantity;
use takst::catalogue::{RefundRule, Unit};

impl Texts {
    /// A unit in the singular: `døgn`, `uge`.
    #[must_use]
    pub fn unit(&self, unit: Unit) -> String {
        self.get(&format!("unit-{unit}"), &[])
    }

    /// A quantity with its unit: `12 døgn`, `1 uge`, `12,5 timer`.
    ///
    /// ```
    /// use takst::{Quantity, Unit};
    /// use takst_explain::{Lang, Texts};
    /// assert_eq!(Texts::new(Lang::Da).units(Quantity::whole(2), Unit::Week), "2 uger");
    /// assert_eq!(Texts::new(Lang::En).units(Quantity::whole(1), Unit::Course), "1 course");
    /// ```
    #[must_use]
    pub fn units(&self, quantity: Quantity, unit: Unit) -> String {
        let count = if quantity == Quantity::whole(1) { 1 } else { 2 };
        format!("{} {}", format::quantity(self.lang(), quantity), self.get(&format!("units-{unit}"), &[("n", Arg::Count(count))]))
    }

    /// A refund rule by its section: `SEL § 110, ophold`.
    #[must_use]
    pub fn rule(&self, rule: RefundRule) -> String {
        self.get(&format!("rule-{rule}"), &[])
    }
}
