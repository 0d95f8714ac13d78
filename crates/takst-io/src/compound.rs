//! A compound file, as workbooks of Excel before 2007 are: sectors that follow each other in chains, and named streams of them.

/// Sectors that the header names, of those that list where sectors go on.
const IN_HEADER: usize = 109;
/// Shorter streams lie in sectors of their own, which are parts of the stream of the first entry.
const SHORT: u64 = 4096;
const SHORT_SECTOR: usize = 64;
/// Bytes of an entry of the directory.
const ENTRY: usize = 128;

/// A compound file.
pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    /// Bytes of a sector.
    size: usize,
    /// The sector that follows each sector; a number that is too large: none.
    next: Vec<u32>,
}

impl Compound<'_> {
    /// `None`: its sectors have another size, so that it is no compound file.
    pub(crate) fn of(bytes: &[u8]) -> Option<Compound<'_>> {
        let size = match bytes.get(30..32)? {
            [9, 0] => 1 << 9,
            [12, 0] => 1 << 12,
            _ => return None,
        };
        let mut file = Compound { bytes, size, next: Vec::new() };
        file.next = file.next_sectors();
        Some(file)
    }

    /// Whether every chain of sectors ends. A reader of one that goes in a circle would fill the memory.
    pub(crate) fn chains_end(&self) -> bool {
        // The walk in which each sector was met, 0 = none yet.
        let mut walks = vec![0u32; self.next.len()];
        for start in 0..self.next.len() {
            let walk = start as u32 + 1;
            let mut at = start;
            while let Some(met) = walks.get_mut(at) {
                match *met {
                    0 => *met = walk,
                    earlier => {
                        if earlier == walk {
                            return false;
                        }
                        break;
                    }
                }
                at = self.next[at] as usize;
            }
        }
        true
    }

    /// The first stream of a name; empty where there is none.
    pub(crate) fn stream(&self, name: &str) -> Vec<u8> {
        let directory = self.chain(number(self.bytes, 48));
        let mut entries = directory.chunks_exact(ENTRY);
        let Some(entry) = entries.clone().find(|entry| is_named(entry, name)) else { return Vec::new() };
        let start = number(entry, 116);
        let high = if self.size == 1 << 9 { 0 } else { number(entry, 124) };
        let len = u64::from(high) << 32 | u64::from(number(entry, 120));
        let mut stream = if len < SHORT {
            let sectors = entries.next().map_or_else(Vec::new, |first| self.chain(number(first, 116)));
            let next: Vec<u32> = numbers(&self.chain(number(self.bytes, 60))).collect();
            chain(&sectors, SHORT_SECTOR, 0, &next, start)
        } else {
            self.chain(start)
        };
        stream.truncate(usize::try_from(len).unwrap_or(usize::MAX));
        stream
    }

    fn chain(&self, start: u32) -> Vec<u8> {
        // The header takes the place of a sector.
        chain(self.bytes, self.size, 1, &self.next, start)
    }

    fn next_sectors(&self) -> Vec<u32> {
        let (bytes, size) = (self.bytes, self.size);
        let sector = |id: u32| sector(bytes, size, 1, id);
        let mut lists: Vec<u32> = numbers(bytes.get(76..76 + 4 * IN_HEADER).unwrap_or_default()).collect();
        let mut more = number(bytes, 68);
        // A list of lists is as long as the file at most.
        for _ in 0..bytes.len() / size {
            let mut found: Vec<u32> = numbers(sector(more)).collect();
            let Some(last) = found.pop() else { break };
            lists.extend(found);
            more = last;
        }
        let is_there = |id: &u32| !sector(*id).is_empty();
        lists.into_iter().filter(is_there).flat_map(|id| numbers(sector(id))).take(bytes.len() / size + 1).collect()
    }
}

/// The bytes of a sector, behind as many sectors as are `before` the first; fewer at the end of the file.
fn sector(bytes: &[u8], size: usize, before: usize, id: u32) -> &[u8] {
    bytes.get((id as usize).saturating_add(before).saturating_mul(size)..).map_or(&[], |rest| &rest[..size.min(rest.len())])
}

/// The sectors of a chain, one behind the other.
fn chain(bytes: &[u8], size: usize, before: usize, next: &[u32], start: u32) -> Vec<u8> {
    let (mut found, mut at) = (Vec::new(), start);
    for _ in 0..=next.len() {
        let part = sector(bytes, size, before, at);
        found.extend_from_slice(part);
        let Some(following) = next.get(at as usize).filter(|_| !part.is_empty()) else { break };
        at = *following;
    }
    found
}

/// Whether an entry of the directory has a name, in whichever letter case.
fn is_named(entry: &[u8], name: &str) -> bool {
    let letters = entry[..64].chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).take_while(|letter| *letter != 0);
    char::decode_utf16(letters).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>().eq_ignore_ascii_case(name)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// The number of four bytes at a place; `None` where the bytes end before.
pub(crate) fn long(bytes: &[u8], place: usize) -> Option<u32> {
    numbers(bytes.get(place..)?).next()
}

/// The number of a sector, or a size, at a place; where the bytes end before, one that no sector has.
fn number(bytes: &[u8], place: usize) -> u32 {
    long(bytes, place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_in_a_circle_has_no_end() {
        let sound = include_bytes!("../tests/files/xlwt.xls");
        let ends = |file: &[u8]| Compound::of(file).expect("a compound file").chains_end();
        assert!(ends(sound));
        // The list of following sectors, and the first sector of the directory: it follows itself, or the next one goes back to it.
        let at = |place: usize| numbers(&sound[place..place + 4]).next().expect("a number") as usize;
        let (list, directory) = ((at(76) + 1) * 512, at(48));
        let follows = |sector: usize, next: usize, file: &mut [u8]| {
            file[list + 4 * sector..][..4].copy_from_slice(&(next as u32).to_le_bytes());
        };
        let mut circle = sound.to_vec();
        follows(directory, directory, &mut circle);
        assert!(!ends(&circle));
        let mut two = sound.to_vec();
        follows(directory, directory - 1, &mut two);
        follows(directory - 1, directory, &mut two);
        assert!(!ends(&two));
        assert!(ends(&sound[..600]) && Compound::of(b"").is_none());
    }

    /// Excel begins the stream of a workbook, and that of each sheet, with the record 0x0809.
    #[test]
    fn a_stream_is_found_by_its_name() {
        let file = Compound::of(include_bytes!("../tests/files/xlwt.xls")).expect("a compound file");
        let stream = file.stream("workbook");
        assert_eq!(stream[..4], [0x09, 0x08, 0x10, 0x00], "{} bytes", stream.len());
        assert!(file.stream("Book").is_empty());
    }
}
