//! Which rows of a list belong to which provider and service, and their ids.

use super::names::id_of;
use super::rows::{Fault, ListFlaw, Row};
use crate::problem::Flaw;
use crate::shape::is_id;
use std::collections::BTreeMap;
use takst::{TariffColumn, TariffPart};

/// A provider of the list.
#[derive(Debug, Default)]
pub(super) struct ListProvider {
    pub(super) id: String,
    pub(super) rows: Vec<usize>,
    pub(super) services: Vec<ListService>,
}

/// A service of the list.
#[derive(Debug, Default)]
pub(super) struct ListService {
    /// With the provider before it.
    pub(super) id: String,
    pub(super) rows: Vec<usize>,
}

/// The providers of a list, and what is found on the way to them.
#[derive(Debug, Default)]
pub(super) struct ListProviders {
    pub(super) providers: Vec<ListProvider>,
    /// Faults of single rows.
    pub(super) refused: Vec<Fault>,
    /// Ids that were made of names: the id, and the name.
    pub(super) made: Vec<(String, String)>,
}

/// Brings the rows of each provider and service together, in the order in which they first occur.
pub(super) fn providers_of(rows: &[Row]) -> ListProviders {
    let mut of_list = ListProviders::default();
    let mut providers: Vec<ListProvider> = Vec::new();
    let mut made: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let named = named(rows);
    for (place, row) in rows.iter().enumerate() {
        let fault = |column, value: &str, flaw| Fault { row: place, column, value: value.to_owned(), flaw };
        if let Some((value, expected)) = &row.defect {
            of_list.refused.push(fault(None, value, ListFlaw::NoRow(expected.clone())));
            continue;
        }
        for (column, value) in &row.values {
            if let Err(expected) = &value.value {
                of_list.refused.push(fault(Some(*column), &value.written, ListFlaw::Value(expected.clone())));
            }
        }
        let mut id = |given: TariffColumn, name: TariffColumn, within: &str, refused: &mut Vec<Fault>| -> Option<String> {
            if let Some(id) = row.get(given) {
                return Some(id.to_owned());
            }
            let Some(text) = row.get(name).filter(|_| !row.has(given)) else {
                if !row.has(given) && !row.has(name) {
                    refused.push(fault(Some(name), "", ListFlaw::Missing));
                }
                return None;
            };
            // Another row may give the name an id.
            if let Some(id) = named.get(&(name, within.to_owned(), text.to_owned())) {
                return Some(id.clone());
            }
            let Some(id) = id_of(text) else {
                refused.push(fault(Some(name), text, ListFlaw::NoId));
                return None;
            };
            let (first, other) = made.entry(format!("{within}{id}")).or_insert_with(|| (place, text.to_owned()));
            if other != text {
                let line = rows[*first].line;
                refused.push(fault(Some(name), text, ListFlaw::SameId { line, name: other.clone(), id: id.clone() }));
                return None;
            }
            if *first == place {
                of_list.made.push((format!("{within}{id}"), text.to_owned()));
            }
            Some(id)
        };
        let Some(provider) = id(TariffColumn::Provider, TariffColumn::ProviderName, "", &mut of_list.refused) else { continue };
        let within = format!("{provider}/");
        let Some(service) = id(TariffColumn::Service, TariffColumn::Name, &within, &mut of_list.refused) else { continue };
        let service = if service.contains('/') { service } else { format!("{within}{service}") };
        // Ids that are none are not the name of a file.
        if !is_id(&provider) {
            of_list.refused.push(fault(Some(TariffColumn::Provider), &provider, ListFlaw::Catalogue(Flaw::BadId {})));
            continue;
        }
        let known = providers.iter().position(|known| known.id == provider);
        let known = known.unwrap_or_else(|| {
            providers.push(ListProvider { id: provider, ..ListProvider::default() });
            providers.len() - 1
        });
        let provider = &mut providers[known];
        provider.rows.push(place);
        match provider.services.iter_mut().find(|known| known.id == service) {
            Some(known) => known.rows.push(place),
            None => provider.services.push(ListService { id: service, rows: vec![place] }),
        }
    }
    for provider in &providers {
        agree(rows, &provider.rows, TariffPart::Provider, &mut of_list.refused);
        provider.services.iter().for_each(|service| agree(rows, &service.rows, TariffPart::Service, &mut of_list.refused));
    }
    ListProviders { providers, ..of_list }
}

/// The ids that rows give to names: those of providers, and within each provider those of services.
fn named(rows: &[Row]) -> BTreeMap<(TariffColumn, String, String), String> {
    let mut named = BTreeMap::new();
    for row in rows {
        if let (Some(id), Some(name)) = (row.get(TariffColumn::Provider), row.get(TariffColumn::ProviderName)) {
            named.entry((TariffColumn::ProviderName, String::new(), name.to_owned())).or_insert_with(|| id.to_owned());
        }
    }
    for row in rows {
        let by_name = || {
            let name = row.get(TariffColumn::ProviderName)?;
            named.get(&(TariffColumn::ProviderName, String::new(), name.to_owned())).cloned().or_else(|| id_of(name))
        };
        let provider = row.get(TariffColumn::Provider).map(str::to_owned).or_else(by_name);
        if let (Some(provider), Some(id), Some(name)) = (provider, row.get(TariffColumn::Service), row.get(TariffColumn::Name)) {
            named.entry((TariffColumn::Name, format!("{provider}/"), name.to_owned())).or_insert_with(|| id.to_owned());
        }
    }
    named
}

/// Rows of one provider, or of one service, say the same of it or nothing.
fn agree(rows: &[Row], of: &[usize], part: TariffPart, refused: &mut Vec<Fault>) {
    // The id of a service may stand with or without its provider.
    let columns = TariffColumn::ALL.iter().copied().filter(|column| column.part() == part && *column != TariffColumn::Service);
    for column in columns {
        let mut given = of.iter().filter_map(|row| Some((*row, rows[*row].get(column)?)));
        let Some((first, value)) = given.next() else { continue };
        for (row, other) in given.filter(|(_, other)| *other != value) {
            let differs = ListFlaw::Differs { line: rows[first].line, value: value.to_owned() };
            refused.push(Fault { row, column: Some(column), value: other.to_owned(), flaw: differs });
        }
    }
}

/// Rows that have values from that of a fault.
pub(super) fn siblings<'a>(providers: &'a [ListProvider], fault: &Fault) -> Box<dyn Iterator<Item = usize> + 'a> {
    let row = fault.row;
    if fault.column.is_some_and(|column| column.part() == TariffPart::Provider) {
        return Box::new(providers.iter().filter(move |provider| provider.rows.contains(&row)).flat_map(|provider| provider.rows.iter().copied()));
    }
    let services = providers.iter().flat_map(|provider| &provider.services);
    Box::new(services.filter(move |service| service.rows.contains(&row)).flat_map(|service| service.rows.iter().copied()))
}
