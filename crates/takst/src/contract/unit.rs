//! Kinds and units of prices. What differs from unit to unit is said here once; all else asks.

use crate::contract::words::{numbered_words, words};

numbered_words! {
    /// How a service is priced.
    Kind {
        /// A published price per hour.
        Hour "hour" = 1,
        /// A published price per day (*døgn*).
        Day "day" = 2,
        /// A published price per started week.
        Week "week" = 3,
        /// A published price per month.
        Month "month" = 4,
        /// A published price per course (*forløb*).
        Course "course" = 5,
        /// A price agreed case by case (*aftales*): the case gives it.
        Agreed "agreed" = 6,
        /// Part of the stay's price (*indeholdt*): no line of its own.
        Included "included" = 7,
        /// Free of charge (*gratis*): no line.
        Free "free" = 8,
    }
}

numbered_words! {
    /// The unit of a price.
    Unit {
        /// Per hour.
        Hour "hour" = 1,
        /// Per day (*døgn*).
        Day "day" = 2,
        /// Per week.
        Week "week" = 3,
        /// Per calendar month.
        Month "month" = 4,
        /// Per course.
        Course "course" = 5,
    }
}

/// What a price of a unit pays for, and so which days a charge covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// Each day by itself, or its share of a month. Own payment and refund follow the day.
    Days,
    /// Weeks that begin in the row, counted from the course's first day. A week goes by its first day.
    Weeks,
    /// Something on some days of the row, which it does not name: rows may share days.
    Row,
    /// The course as a whole, charged once.
    Course,
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

    /// Returns the words for the kind in Danish spreadsheets.
    #[must_use]
    pub const fn danish(self) -> &'static [&'static str] {
        match self {
            Kind::Hour => Unit::Hour.danish(),
            Kind::Day => Unit::Day.danish(),
            Kind::Week => Unit::Week.danish(),
            Kind::Month => Unit::Month.danish(),
            Kind::Course => Unit::Course.danish(),
            Kind::Agreed => &["aftales", "aftalt", "aftale"],
            Kind::Included => &["indeholdt", "inkluderet"],
            Kind::Free => &["gratis", "fri"],
        }
    }

    /// Whether a price of a service of this kind can be in such a unit: its published price, or a price agreed case by case, which can be in any.
    #[must_use]
    pub fn can_be(self, of: impl Fn(Unit) -> bool) -> bool {
        self.unit().map_or(self == Kind::Agreed, of)
    }

    /// Whether prices of a service of this kind can cover so.
    #[must_use]
    pub fn can_cover(self, covers: Covers) -> bool {
        self.can_be(|unit| unit.covers() == covers)
    }
}

impl Unit {
    /// Returns the words for the unit in Danish spreadsheets.
    #[must_use]
    pub const fn danish(self) -> &'static [&'static str] {
        match self {
            Unit::Hour => &["time", "timer"],
            Unit::Day => &["døgn", "doegn"],
            Unit::Week => &["uge"],
            Unit::Month => &["måned", "maaned"],
            Unit::Course => &["forløb", "forloeb"],
        }
    }

    /// Returns the unit of a Danish word, in any case.
    ///
    /// ```
    /// use takst::Unit;
    /// assert_eq!([Unit::from_danish("Måned"), Unit::from_danish("month")], [Some(Unit::Month), None]);
    /// ```
    #[must_use]
    pub fn from_danish(word: &str) -> Option<Unit> {
        let word = word.to_lowercase();
        Unit::ALL.iter().copied().find(|unit| unit.danish().contains(&&*word))
    }

    /// What a price per this unit pays for.
    #[must_use]
    #[inline]
    pub const fn covers(self) -> Covers {
        match self {
            Unit::Day | Unit::Month => Covers::Days,
            Unit::Week => Covers::Weeks,
            Unit::Hour => Covers::Row,
            Unit::Course => Covers::Course,
        }
    }

    /// Whether the unit follows single days, so that own payment and the `sel-` refund rules apply.
    #[must_use]
    #[inline]
    pub const fn is_daily(self) -> bool {
        matches!(self.covers(), Covers::Days)
    }

    /// Whether it is a question of terms and policy if the last day of a course is charged.
    #[must_use]
    #[inline]
    pub const fn asks_day_count(self) -> bool {
        self.is_daily()
    }

    /// Whether the first and last day of a line say which days it charges.
    #[must_use]
    #[inline]
    pub const fn is_by_days(self) -> bool {
        matches!(self.covers(), Covers::Days | Covers::Weeks)
    }

    /// Days of one unit in a month of so many days; `None` where the unit does not count days.
    #[must_use]
    pub const fn days(self, of_month: i64) -> Option<i64> {
        match self {
            Unit::Day => Some(1),
            Unit::Week => Some(7),
            Unit::Month => Some(of_month),
            Unit::Hour | Unit::Course => None,
        }
    }

    /// Decimals a price per this unit may have.
    #[must_use]
    pub const fn price_decimals(self) -> u32 {
        match self {
            Unit::Hour => 4,
            Unit::Day | Unit::Week | Unit::Month | Unit::Course => 2,
        }
    }

    /// The unit's code in UN/ECE Recommendation 20, which invoices use (EN 16931 BT-130). A course is counted as one (C62).
    #[must_use]
    pub const fn unece_code(self) -> &'static str {
        match self {
            Unit::Hour => "HUR",
            Unit::Day => "DAY",
            Unit::Week => "WEE",
            Unit::Month => "MON",
            Unit::Course => "C62",
        }
    }
}
