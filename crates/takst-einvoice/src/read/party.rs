//! Sellers, buyers and payees.

use super::reading::{Outcome, Reading};
use super::tax::is_vat;
use crate::model::{Address, Contact, Party};
use std::io::Read;

impl<R: Read> Reading<'_, R> {
    /// The `Party` within the open element.
    pub(super) fn party_within(&mut self) -> Outcome<Party> {
        let mut party = Party::default();
        while let Some(child) = self.child()? {
            match &*child.name {
                "Party" => self.party(&mut party)?,
                _ => self.skip()?,
            }
        }
        Ok(party)
    }

    pub(super) fn party(&mut self, party: &mut Party) -> Outcome<()> {
        while let Some(child) = self.child()? {
            match &*child.name {
                "EndpointID" => {
                    let id = self.id(&child)?;
                    self.once(&mut party.endpoint, id);
                }
                "PartyIdentification" => self.identification(party)?,
                "PartyName" => {
                    let name = self.name_within()?;
                    self.once(&mut party.name, name);
                }
                "PostalAddress" => self.address(&mut party.address)?,
                "PartyTaxScheme" => self.tax_registration(party)?,
                "PartyLegalEntity" => self.legal_entity(party)?,
                "Contact" => self.contact(&mut party.contact)?,
                _ => self.skip()?,
            }
        }
        Ok(())
    }

    fn identification(&mut self, party: &mut Party) -> Outcome<()> {
        while let Some(child) = self.child()? {
            match &*child.name {
                "ID" => {
                    if let Some(id) = self.id(&child)? {
                        self.part()?;
                        party.ids.push(id);
                    }
                }
                _ => self.skip()?,
            }
        }
        Ok(())
    }

    fn name_within(&mut self) -> Outcome<Option<String>> {
        let mut name = None;
        while let Some(child) = self.child()? {
            match &*child.name {
                "Name" => {
                    let value = self.text()?;
                    self.once(&mut name, value);
                }
                _ => self.skip()?,
            }
        }
        Ok(name)
    }

    fn address(&mut self, address: &mut Address) -> Outcome<()> {
        while let Some(child) = self.child()? {
            let to = match &*child.name {
                "StreetName" => &mut address.street,
                "BuildingNumber" => &mut address.building_number,
                "AdditionalStreetName" => &mut address.additional_street,
                "CityName" => &mut address.city,
                "PostalZone" => &mut address.postal_code,
                "Country" => {
                    address.country = self.country()?;
                    continue;
                }
                _ => {
                    self.skip()?;
                    continue;
                }
            };
            let value = self.text()?;
            self.once(to, value);
        }
        Ok(())
    }

    fn country(&mut self) -> Outcome<Option<String>> {
        let mut country = None;
        while let Some(child) = self.child()? {
            match &*child.name {
                "IdentificationCode" => country = self.text()?,
                _ => self.skip()?,
            }
        }
        Ok(country)
    }

    /// A registration for VAT, or for other taxes.
    fn tax_registration(&mut self, party: &mut Party) -> Outcome<()> {
        let (mut id, mut scheme) = (None, None);
        while let Some(child) = self.child()? {
            match &*child.name {
                "CompanyID" => id = self.text()?,
                "TaxScheme" => scheme = self.id_within()?,
                _ => self.skip()?,
            }
        }
        let is_of_vat = scheme.is_none_or(|scheme| is_vat(&scheme));
        self.once(if is_of_vat { &mut party.vat_id } else { &mut party.tax_id }, id);
        Ok(())
    }

    fn legal_entity(&mut self, party: &mut Party) -> Outcome<()> {
        while let Some(child) = self.child()? {
            match &*child.name {
                "RegistrationName" => {
                    let name = self.text()?;
                    self.once(&mut party.legal_name, name);
                }
                "CompanyID" => {
                    let id = self.id(&child)?;
                    self.once(&mut party.legal_id, id);
                }
                _ => self.skip()?,
            }
        }
        Ok(())
    }

    fn contact(&mut self, contact: &mut Contact) -> Outcome<()> {
        while let Some(child) = self.child()? {
            let (to, value) = match &*child.name {
                "ID" => (&mut contact.id, self.text()?),
                "Name" => (&mut contact.name, self.text()?),
                // Phone numbers are not searched for CPR numbers.
                "Telephone" => (&mut contact.phone, self.number()?),
                "ElectronicMail" => (&mut contact.email, self.text()?),
                _ => {
                    self.skip()?;
                    continue;
                }
            };
            self.once(to, value);
        }
        Ok(())
    }
}
