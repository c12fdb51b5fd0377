//! Provinces as tiles, each split into town and countryside.

use charts::{Tile, TileValue};
use economy::geography::{Geography, Kind};

/// One tile per province, its upper half urban and its lower half rural; `value` is asked for by area.
pub fn tiles(map: &Geography, value: impl Fn(usize) -> TileValue) -> Vec<Tile> {
    let of = |province: usize, kind: Kind| {
        let area = map
            .areas
            .iter()
            .position(|area| area.province == province && area.kind == kind);
        area.map_or_else(|| TileValue::from(f64::NAN), &value)
    };
    map.provinces
        .iter()
        .enumerate()
        .map(|(p, province)| Tile {
            code: province
                .code
                .rsplit('-')
                .next()
                .unwrap_or_default()
                .to_owned(),
            name: province.name_en.clone(),
            col: province.tile.0,
            row: province.tile.1,
            values: vec![of(p, Kind::Urban), of(p, Kind::Rural)],
        })
        .collect()
}
