//! A compound file, as workbooks of Excel before 2007 are: whether its chains of sectors end.

/// Sectors that the header names, of those that list where sectors go on.
const IN_HEADER: usize = 109;

/// Whether every chain of sectors ends. One that goes in a circle has no end, and who reads it fills the memory.
pub(crate) fn chains_end(bytes: &[u8]) -> bool {
    let size = match bytes.get(30..32) {
        Some([9, 0]) => 1 << 9,
        Some([12, 0]) => 1 << 12,
        // Another size is no compound file, which the reader says.
        _ => return true,
    };
    let next = next_sectors(bytes, size);
    // The walk in which each sector was met, 0 = none yet.
    let mut walks = vec![0u32; next.len()];
    for start in 0..next.len() {
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
            at = next[at] as usize;
        }
    }
    true
}

/// The sector that follows each sector; a number that is too large: none.
fn next_sectors(bytes: &[u8], size: usize) -> Vec<u32> {
    let sector = |id: u32| bytes.get((id as usize).saturating_add(1).saturating_mul(size)..).map_or(&[][..], |rest| &rest[..size.min(rest.len())]);
    let mut lists: Vec<u32> = numbers(bytes.get(76..76 + 4 * IN_HEADER).unwrap_or_default()).collect();
    let mut more = numbers(bytes.get(68..72).unwrap_or_default()).next().unwrap_or(u32::MAX);
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

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_in_a_circle_has_no_end() {
        let sound = include_bytes!("../tests/files/xlwt.xls");
        assert!(chains_end(sound));
        // The list of following sectors, and the first sector of the directory: it follows itself, or the next one goes back to it.
        let at = |place: usize| numbers(&sound[place..place + 4]).next().expect("a number") as usize;
        let (list, directory) = ((at(76) + 1) * 512, at(48));
        let follows = |sector: usize, next: usize, file: &mut [u8]| {
            file[list + 4 * sector..][..4].copy_from_slice(&(next as u32).to_le_bytes());
        };
        let mut circle = sound.to_vec();
        follows(directory, directory, &mut circle);
        assert!(!chains_end(&circle));
        let mut two = sound.to_vec();
        follows(directory, directory - 1, &mut two);
        follows(directory - 1, directory, &mut two);
        assert!(!chains_end(&two));
        assert!(chains_end(&sound[..600]) && chains_end(b""));
    }
}
