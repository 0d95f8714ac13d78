//! What the rules of documents ask of a catalogue.

use crate::compile::book::Book;
use crate::model::money::UnitPrice;

/// What is known of services. A [`Book`] knows it; `()` knows nothing.
pub trait Services {
    /// Returns the family of a service; of an unknown one its id.
    fn family<'a>(&'a self, service: &'a str) -> &'a str;

    /// Returns whether one tariff version of the service has both this price per month and this price per day (D7.5).
    fn is_one_version(&self, service: &str, month: UnitPrice, day: UnitPrice) -> bool;
}

impl Services for () {
    fn family<'a>(&'a self, service: &'a str) -> &'a str {
        service
    }

    fn is_one_version(&self, _service: &str, _month: UnitPrice, _day: UnitPrice) -> bool {
        false
    }
}

impl Services for Book {
    fn family<'a>(&'a self, service: &'a str) -> &'a str {
        self.service(service).map_or(service, |(_, service)| &service.family)
    }

    fn is_one_version(&self, service: &str, month: UnitPrice, day: UnitPrice) -> bool {
        let tariffs = self.service(service).map_or(&[][..], |(_, service)| &service.tariffs);
        tariffs.iter().any(|tariff| tariff.price == month && tariff.day_price == Some(day))
    }
}
