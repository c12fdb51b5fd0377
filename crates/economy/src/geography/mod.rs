//! Where everybody is: provinces, each with an urban and a rural area, and how far they are apart.
//!
//! Every firm, household and job sits in one area. An economy without areas is one of a single area,
//! and then nothing here changes a number of it.
//!
//! [`settings`] says how much distance matters, [`links`] turns it into weights of the way between two
//! areas, [`residence`] houses people of whom no more is known than that they work, [`accounts`] tells who
//! made and earned what where, [`local_prices`] pays wages and benefits at the prices of the place, and
//! [`cut`] makes areas of an economy without any, for tests. The goods market with areas is
//! [`crate::markets::goods::local`].
//!
//! # Source
//! Long run, §4.

pub mod accounts;
pub mod cut;
pub mod links;
pub mod local_prices;
pub mod residence;
pub mod settings;

pub use accounts::Regional;
pub use settings::Settings;

/// Urban or rural.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Cities and towns.
    #[default]
    Urban,
    /// The countryside.
    Rural,
}

impl Kind {
    /// As in the second half of an area's code.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Urban => "urban",
            Self::Rural => "rural",
        }
    }
}

/// A province.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Province {
    /// Its code, e.g. of ISO 3166-2.
    pub code: String,
    /// Name in English.
    pub name_en: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// The macro-region it belongs to.
    pub macro_region: String,
    /// Column and row on a tile map.
    pub tile: (u32, u32),
}

/// An area: the urban or the rural part of a province.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Area {
    /// Its code, `province/kind`.
    pub code: String,
    /// Its province, a position in [`Geography::provinces`].
    pub province: usize,
    /// Urban or rural.
    pub kind: Kind,
}

/// The map of an economy.
#[derive(Clone, Debug, PartialEq)]
pub struct Geography {
    /// The provinces.
    pub provinces: Vec<Province>,
    /// The areas.
    pub areas: Vec<Area>,
    /// Distance between areas in hops, at `from · areas + to`.
    pub hops: Vec<f64>,
    /// How much distance matters.
    pub settings: Settings,
    /// Fall of each industry's sales with distance, per hop (`δ_g`); empty where distance is no matter.
    pub decay: Vec<f64>,
}

/// Hops from the urban to the rural part of a province, and what a difference of kind adds to the way
/// between provinces.
///
/// # Source
/// Long run, §4.
pub const TOWN_TO_COUNTRY: f64 = 0.5;

impl Default for Geography {
    fn default() -> Self {
        Self::single()
    }
}

impl Geography {
    /// What an area is called where people read; its code if its province has no name.
    ///
    /// ```
    /// let mut map = economy::Geography::single();
    /// map.provinces[0].name_en = "Zhejiang".to_owned();
    /// assert_eq!(map.title(0), "Zhejiang, urban");
    /// ```
    #[must_use]
    pub fn title(&self, area: usize) -> String {
        let Area {
            code,
            province,
            kind,
        } = &self.areas[area];
        match self.provinces[*province].name_en.as_str() {
            "" => code.clone(),
            name => format!("{name}, {}", kind.name()),
        }
    }

    /// One area, the whole country.
    #[must_use]
    pub fn single() -> Self {
        Self {
            provinces: vec![Province::default()],
            areas: vec![Area::default()],
            hops: vec![0.0],
            settings: Settings::default(),
            decay: Vec::new(),
        }
    }

    /// Areas of provinces that are neighbours as listed; positions in `provinces`.
    ///
    /// Distance is 0 within an area, [`TOWN_TO_COUNTRY`] within a province, otherwise the shortest way
    /// over provinces, and [`TOWN_TO_COUNTRY`] more if the kinds differ. It is infinite where no way leads.
    ///
    /// # Source
    /// Long run, §4.
    #[must_use]
    pub fn new(provinces: Vec<Province>, areas: Vec<Area>, neighbours: &[(usize, usize)]) -> Self {
        let n = provinces.len();
        let mut way = vec![f64::INFINITY; n * n];
        for p in 0..n {
            way[p * n + p] = 0.0;
        }
        for &(a, b) in neighbours {
            way[a * n + b] = 1.0;
            way[b * n + a] = 1.0;
        }
        for via in 0..n {
            for from in 0..n {
                for to in 0..n {
                    let over = way[from * n + via] + way[via * n + to];
                    if over < way[from * n + to] {
                        way[from * n + to] = over;
                    }
                }
            }
        }
        let mut hops = Vec::with_capacity(areas.len() * areas.len());
        for from in &areas {
            for to in &areas {
                let other_kind = if from.kind == to.kind {
                    0.0
                } else {
                    TOWN_TO_COUNTRY
                };
                hops.push(way[from.province * n + to.province] + other_kind);
            }
        }
        Self {
            provinces,
            areas,
            hops,
            settings: Settings::default(),
            decay: Vec::new(),
        }
    }

    /// Number of areas.
    #[must_use]
    pub fn len(&self) -> usize {
        self.areas.len()
    }

    /// Never: there is always one area at least.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.areas.is_empty()
    }

    /// Whether the whole country is one area.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.areas.len() == 1
    }

    /// Whether areas are told apart: there are several, and they matter.
    #[must_use]
    pub fn in_force(&self) -> bool {
        self.settings.on && !self.is_single()
    }

    /// Hops from one area to another.
    #[inline]
    #[must_use]
    pub fn distance(&self, from: usize, to: usize) -> f64 {
        self.hops[from * self.areas.len() + to]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A chain of three provinces with an urban and a rural area each. Authority: counted by hand.
    #[test]
    fn distance_is_counted_in_hops() {
        let provinces = vec![Province::default(); 3];
        let areas: Vec<Area> = (0..3)
            .flat_map(|province| {
                [Kind::Urban, Kind::Rural].map(|kind| Area {
                    code: format!("{province}/{}", kind.name()),
                    province,
                    kind,
                })
            })
            .collect();
        let map = Geography::new(provinces, areas, &[(0, 1), (1, 2)]);
        assert_eq!(map.distance(0, 0), 0.0);
        assert_eq!(map.distance(0, 1), 0.5);
        assert_eq!(map.distance(0, 2), 1.0);
        assert_eq!(map.distance(0, 3), 1.5);
        assert_eq!(map.distance(5, 0), 2.5);
        assert!((0..6).all(|a| (0..6).all(|b| map.distance(a, b) == map.distance(b, a))));
    }
}
