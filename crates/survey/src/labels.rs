//! Text as small numbers: each different label once, each row a number.

/// A label that is missing.
pub const MISSING: u32 = u32::MAX;

/// A column of labels: for each row the number of its label.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labels {
    /// The number of each row's label; [`MISSING`] where there is none.
    pub ids: Vec<u32>,
    /// The labels, in order: by value if all are whole numbers, by letters otherwise.
    pub names: Vec<String>,
}

impl Labels {
    /// The label of a row; none if it is missing.
    pub fn name(&self, row: usize) -> Option<&str> {
        let id = *self.ids.get(row)?;
        self.names.get(id as usize).map(String::as_str)
    }

    /// Several columns as one whose labels are the combinations that occur, in the order of the
    /// columns, with the parts of each combination. A row that misses one part misses all.
    pub fn combined(columns: &[&Self]) -> (Vec<u32>, Vec<Vec<String>>) {
        if let [only] = columns {
            let parts = only.names.iter().map(|name| vec![name.clone()]).collect();
            return (only.ids.clone(), parts);
        }
        let rows = columns.first().map_or(0, |c| c.ids.len());
        // Numbers of combinations as digits of one number; u128 holds four columns of 2^32.
        let key = |row: usize| {
            let mut key = 0_u128;
            for column in columns {
                let id = column.ids[row];
                if id == MISSING {
                    return None;
                }
                key = key * (column.names.len() as u128) + u128::from(id);
            }
            Some(key)
        };
        let mut keys: Vec<u128> = Vec::new();
        for row in 0..rows {
            if let Some(key) = key(row)
                && keys.last() != Some(&key)
            {
                keys.push(key);
            }
            // Keep the list short: one entry per combination and some slack.
            if keys.len() > 1 << 20 && keys.len().is_power_of_two() {
                keys.sort_unstable();
                keys.dedup();
            }
        }
        keys.sort_unstable();
        keys.dedup();
        let ids = (0..rows)
            .map(|row| {
                key(row).map_or(MISSING, |key| {
                    keys.binary_search(&key).map_or(MISSING, |k| k as u32)
                })
            })
            .collect();
        let parts = keys.iter().map(|&key| parts(key, columns)).collect();
        (ids, parts)
    }
}

fn parts(mut key: u128, columns: &[&Labels]) -> Vec<String> {
    let mut out: Vec<String> = columns
        .iter()
        .rev()
        .map(|column| {
            let n = column.names.len() as u128;
            let id = key % n;
            key = key.checked_div(n).unwrap_or(0);
            column.names[id as usize].clone()
        })
        .collect();
    out.reverse();
    out
}

/// Numbers labels as they come.
///
/// A table of slots with linear probing: a hash map without an order that could reach a result,
/// since [`Interner::sorted`] numbers the labels anew.
#[derive(Debug, Clone)]
pub(crate) struct Interner {
    slots: Vec<u32>,
    text: String,
    ends: Vec<usize>,
    last: u32,
}

impl Default for Interner {
    fn default() -> Self {
        Self {
            slots: vec![MISSING; 64],
            text: String::new(),
            ends: Vec::new(),
            last: MISSING,
        }
    }
}

impl Interner {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn name(&self, id: u32) -> &str {
        let id = id as usize;
        let start = if id == 0 { 0 } else { self.ends[id - 1] };
        &self.text[start..self.ends[id]]
    }

    /// The number of a label, a new one if it has not been seen.
    pub(crate) fn id(&mut self, name: &str) -> u32 {
        if self.last != MISSING && self.name(self.last) == name {
            return self.last;
        }
        let mut slot = hash(name.as_bytes()) as usize & (self.slots.len() - 1);
        while self.slots[slot] != MISSING {
            if self.name(self.slots[slot]) == name {
                self.last = self.slots[slot];
                return self.last;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        let id = self.len() as u32;
        self.text.push_str(name);
        self.ends.push(self.text.len());
        self.slots[slot] = id;
        if self.len() * 2 > self.slots.len() {
            self.grow();
        }
        self.last = id;
        id
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let mut slots = vec![MISSING; mask + 1];
        for id in 0..self.len() as u32 {
            let mut slot = hash(self.name(id).as_bytes()) as usize & mask;
            while slots[slot] != MISSING {
                slot = (slot + 1) & mask;
            }
            slots[slot] = id;
        }
        self.slots = slots;
    }

    /// The labels in order, and for each number so far its place in that order.
    pub(crate) fn sorted(&self) -> (Vec<String>, Vec<u32>) {
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        let numbers: Option<Vec<i128>> = order
            .iter()
            .map(|&id| self.name(id).parse::<i128>().ok())
            .collect();
        match numbers {
            Some(numbers) => order.sort_by(|&a, &b| {
                let by_value = numbers[a as usize].cmp(&numbers[b as usize]);
                by_value.then_with(|| self.name(a).cmp(self.name(b)))
            }),
            None => order.sort_by(|&a, &b| self.name(a).cmp(self.name(b))),
        }
        let names = order.iter().map(|&id| self.name(id).to_owned()).collect();
        let mut place = vec![0; self.len()];
        for (k, &id) in (0_u32..).zip(&order) {
            place[id as usize] = k;
        }
        (names, place)
    }
}

/// FNV-1a with a final mix.
fn hash(bytes: &[u8]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in bytes {
        h = (h ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    h ^ (h >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_numbered_in_their_order() {
        let mut interner = Interner::default();
        let ids: Vec<u32> = ["10", "9", "10", "-1"]
            .iter()
            .map(|s| interner.id(s))
            .collect();
        assert_eq!(ids, [0, 1, 0, 2]);
        let (names, place) = interner.sorted();
        assert_eq!(names, ["-1", "9", "10"]);
        assert_eq!(place, [2, 1, 0]);
    }

    #[test]
    fn a_million_labels_stay_apart() {
        let mut interner = Interner::default();
        for k in 0..200_000 {
            assert_eq!(interner.id(&format!("h{k}")), k);
        }
        assert_eq!(interner.id("h77"), 77);
    }

    #[test]
    fn combinations_keep_the_order_of_the_columns() {
        let a = Labels {
            ids: vec![1, 0, 1, MISSING],
            names: vec!["x".into(), "y".into()],
        };
        let b = Labels {
            ids: vec![0, 0, 0, 0],
            names: vec!["1".into()],
        };
        let (ids, parts) = Labels::combined(&[&a, &b]);
        assert_eq!(ids, [1, 0, 1, MISSING]);
        assert_eq!(parts, [vec!["x", "1"], vec!["y", "1"]]);
    }
}
