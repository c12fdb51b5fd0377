//! A tile map: one equal tile per place, where people are counted and not square kilometres.

use crate::format::NumberFormat;
use crate::frame::{EDGE, Figure, Frame, Medium, SMALL, Sheet, hatch};
use crate::palette::{CLASSES, Colour};
use crate::scale::Extent;
use crate::svg::{El, Font};
use crate::text;
use crate::ticks::ticks;

/// What one half of a tile shows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TileValue {
    /// The value; no data if it is no number.
    pub value: f64,
    /// Whether its sign is not sure; drawn hatched.
    pub unsure: bool,
}

impl From<f64> for TileValue {
    fn from(value: f64) -> Self {
        Self {
            value,
            unsure: false,
        }
    }
}

/// One place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tile {
    /// Two or three letters, written on the tile.
    pub code: String,
    /// The full name, told when a reader points at the tile.
    pub name: String,
    /// Column, 0 at the left.
    pub col: u32,
    /// Row, 0 at the top.
    pub row: u32,
    /// One value for the whole tile, or two for its upper and lower half.
    pub values: Vec<TileValue>,
}

/// How values become colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shades {
    /// From little to much.
    #[default]
    Sequential,
    /// From loss to gain, with zero in the middle.
    Diverging,
}

/// Places as tiles on a grid, each coloured by one value or by two.
///
/// ```
/// use charts::{Figure, Frame, Tile, TileMap};
/// let tile = Tile {
///     code: "GZ".to_owned(),
///     name: "Guizhou".to_owned(),
///     values: vec![0.021.into(), 0.034.into()],
///     ..Tile::default()
/// };
/// let map = TileMap {
///     frame: Frame::new("Who gains where"),
///     halves: ["urban".to_owned(), "rural".to_owned()],
///     tiles: vec![tile],
///     ..TileMap::default()
/// };
/// assert!(map.svg().contains("Guizhou, rural"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TileMap {
    /// Words around the figure.
    pub frame: Frame,
    /// How values are written.
    pub format: NumberFormat,
    /// The places.
    pub tiles: Vec<Tile>,
    /// Names of the upper and lower halves of split tiles.
    pub halves: [String; 2],
    /// How values become colours.
    pub shades: Shades,
}

/// The classes of the colour scale: their inner limits and the shade of each.
struct Classes {
    limits: Vec<f64>,
    shades: Shades,
    /// The largest size of any value, whose decimals all have.
    largest: f64,
}

impl Classes {
    fn new(values: impl Iterator<Item = f64>, shades: Shades) -> Self {
        let extent = Extent::of(values).safe();
        let inner = (CLASSES - 1) as f64;
        let limits = match shades {
            Shades::Sequential => {
                let nice = extent.nice(CLASSES);
                let marks = ticks(nice.low, nice.high, CLASSES);
                marks
                    .into_iter()
                    .filter(|m| *m > nice.low && *m < nice.high)
                    .collect()
            }
            Shades::Diverging => {
                let size = extent.low.abs().max(extent.high.abs());
                // Three classes a side and one about zero: the outermost is open.
                let marks = ticks(0.0, size, 6);
                let step = marks.get(1).copied().unwrap_or(size / inner);
                [-3.0, -2.0, -1.0, 1.0, 2.0, 3.0].map(|k| k * step).to_vec()
            }
        };
        let largest = extent.low.abs().max(extent.high.abs());
        Self {
            limits,
            shades,
            largest,
        }
    }

    fn count(&self) -> usize {
        self.limits.len() + 1
    }

    fn colour(&self, class: usize) -> Colour {
        match self.shades {
            Shades::Diverging => Colour::Diverging(class),
            Shades::Sequential => {
                let most = self.count().max(2) - 1;
                let spread = (class * (CLASSES - 1)) as f64 / most as f64;
                Colour::Sequential(spread.round() as usize)
            }
        }
    }

    fn of(&self, value: f64) -> Colour {
        self.colour(self.limits.iter().filter(|limit| value >= **limit).count())
    }
}

impl TileMap {
    fn values(&self) -> impl Iterator<Item = TileValue> {
        self.tiles
            .iter()
            .flat_map(|tile| tile.values.iter().take(2).copied())
    }

    /// Draws the scale with its limits, then signs for what has no place on it.
    fn scale(&self, sheet: &mut Sheet, classes: &Classes) {
        let count = classes.count() as f64;
        let wide = ((sheet.width - 2.0 * EDGE) / count).min(54.0);
        let top = sheet.y + 14.0;
        for class in 0..classes.count() {
            let x = EDGE + wide * class as f64;
            let swatch = El::rect(x, top, x + wide, top + 11.0).fill(classes.colour(class));
            sheet.svg.put(swatch.stroke(Colour::Paper, 1.0));
        }
        let marks = self.format.apply_to_ticks(&classes.limits);
        let widest = marks
            .iter()
            .map(|m| text::width(m, SMALL))
            .fold(0.0, f64::max);
        let every = if widest + 4.0 > wide { 2 } else { 1 };
        // On a diverging scale the limits next to zero matter most.
        for (n, mark) in marks.iter().enumerate() {
            let inner = marks.len().saturating_sub(1) - n;
            if every == 1 || n.min(inner).is_multiple_of(2) {
                let x = EDGE + wide * (n + 1) as f64;
                sheet
                    .svg
                    .put(El::line(x, top, x, top + 14.0).stroke(Colour::Muted, 1.0));
                let font = Font::new(SMALL, Colour::Muted).middle();
                sheet.svg.text(x, top + 26.0, mark, font);
            }
        }
        sheet.y = top + 28.0;
        self.signs(sheet);
        sheet.y += 4.0;
    }

    /// The legend of halves, hatching and empty tiles.
    fn signs(&self, sheet: &mut Sheet) {
        let split = self.tiles.iter().any(|tile| tile.values.len() > 1);
        let unsure = self.values().any(|v| v.unsure && v.value.is_finite());
        let empty = self.tiles.iter().any(|t| t.values.is_empty())
            || self.values().any(|v| !v.value.is_finite());
        let mut x = EDGE;
        let y = sheet.y + 18.0;
        let small = Font::new(SMALL, Colour::Ink);
        if split {
            let [upper, lower] = &self.halves;
            for (n, dy) in [(0, -13.0), (1, -4.0)] {
                let half = El::rect(x, y + dy, x + 20.0, y + dy + 9.0);
                let half = if n == 0 {
                    half.fill(Colour::Rule)
                } else {
                    half.fill(Colour::Grid)
                };
                sheet.svg.put(half);
            }
            let told = format!("upper half {upper}, lower half {lower}");
            sheet.svg.text(x + 27.0, y, &told, small);
            x += 27.0 + text::width(&told, SMALL) + 20.0;
        }
        for (show, label, hatched) in [(unsure, "sign unsure", true), (empty, "no data", false)] {
            if !show {
                continue;
            }
            let room = 27.0 + text::width(label, SMALL);
            let (fx, fy) = if x + room > sheet.width - EDGE {
                (EDGE, y + 18.0)
            } else {
                (x, y)
            };
            let box_ = El::rect(fx, fy - 10.5, fx + 20.0, fy + 1.5).fill(Colour::Empty);
            sheet.svg.put(box_.stroke(Colour::Rule, 0.75));
            if hatched {
                let d = hatch(fx, fy - 10.5, fx + 20.0, fy + 1.5, 5.0);
                sheet
                    .svg
                    .put(El::path(&d).no_fill().stroke(Colour::Ink, 0.9));
            }
            sheet.svg.text(fx + 27.0, fy, label, small);
            x = fx + room + 20.0;
            sheet.y = fy - 18.0;
        }
        if split || unsure || empty {
            sheet.y += 22.0;
        }
    }

    fn tile(&self, sheet: &mut Sheet, classes: &Classes, tile: &Tile, place: (f64, f64, f64)) {
        let (x, y, size) = place;
        let side = size - 2.5;
        let nothing = [TileValue {
            value: f64::NAN,
            unsure: false,
        }];
        let values = if tile.values.is_empty() {
            &nothing[..]
        } else {
            &tile.values[..]
        };
        let shown = values.len().min(2);
        let tall = side / shown as f64;
        for (n, value) in values.iter().take(2).enumerate() {
            let top = y + tall * n as f64;
            let bottom = top + tall - if n + 1 < shown { 0.75 } else { 0.0 };
            let known = value.value.is_finite();
            let colour = if known {
                classes.of(value.value)
            } else {
                Colour::Empty
            };
            let ink = if known {
                colour.ink_on()
            } else {
                Colour::Muted
            };
            let written = self.format.like(classes.largest, value.value);
            let half = if shown > 1 {
                format!(", {}", self.halves[n])
            } else {
                String::new()
            };
            let sure = if value.unsure { " (sign unsure)" } else { "" };
            let told = format!("{}{half}: {written}{sure}", tile.name);
            let body = El::rect(x, top, x + side, bottom).fill(colour);
            let body = if known {
                body
            } else {
                body.stroke(Colour::Grid, 0.75)
            };
            sheet.svg.put_told(body, &told);
            if value.unsure && known {
                let d = hatch(x, top, x + side, bottom, 6.0);
                let lines = El::path(&d)
                    .no_fill()
                    .stroke(ink, 0.9)
                    .n("stroke-opacity", 0.45);
                sheet.svg.put(lines.a("pointer-events", "none"));
            }
            let size = if side > 58.0 { 12.5 } else { 11.0 };
            let code = Font::new(size, ink).bold();
            let code = if value.unsure {
                code.halo_of(colour)
            } else {
                code
            };
            if shown == 1 && side < 44.0 || n == 0 && shown == 2 && side < 44.0 {
                let middle = x + side / 2.0;
                let room = text::width(&written, 10.0) + 3.0 < side && shown == 1 && known;
                let base = top + tall / 2.0 + if room { -1.0 } else { 4.0 };
                sheet.svg.text(middle, base, &tile.code, code.middle());
                if room {
                    let tiny = Font::new(10.0, ink).middle();
                    sheet.svg.text(middle, base + 12.0, &written, tiny);
                }
            } else if n == 0 {
                sheet.svg.text(x + 5.0, y + size + 2.5, &tile.code, code);
            }
            let small = Font::new(11.5, ink).end();
            let small = if value.unsure {
                small.halo_of(colour)
            } else {
                small
            };
            if side >= 44.0 && text::width(&written, 11.5) + 6.0 < side && known {
                sheet
                    .svg
                    .text(x + side - 4.0, bottom - 4.5, &written, small);
            }
        }
    }
}

impl Figure for TileMap {
    fn render(&self, medium: Medium) -> String {
        let mut sheet = Sheet::new(&self.frame, medium);
        let classes = Classes::new(self.values().map(|v| v.value), self.shades);
        self.scale(&mut sheet, &classes);
        let cols = self
            .tiles
            .iter()
            .map(|t| t.col.min(99) + 1)
            .max()
            .unwrap_or(1);
        let rows = self
            .tiles
            .iter()
            .map(|t| t.row.min(99) + 1)
            .max()
            .unwrap_or(1);
        let size = ((sheet.width - 2.0 * EDGE) / f64::from(cols)).min(74.0);
        let left = (sheet.width - size * f64::from(cols)) / 2.0;
        let top = sheet.y + 14.0;
        for tile in &self.tiles {
            let x = left + size * f64::from(tile.col.min(99));
            let y = top + size * f64::from(tile.row.min(99));
            self.tile(&mut sheet, &classes, tile, (x, y, size));
        }
        sheet.y = top + size * f64::from(rows);
        let extreme = |most: bool| {
            let all = self
                .tiles
                .iter()
                .flat_map(|t| t.values.iter().map(move |v| (t, v.value)));
            let known = all.filter(|(_, v)| v.is_finite());
            let order = |a: &(&Tile, f64), b: &(&Tile, f64)| a.1.total_cmp(&b.1);
            if most {
                known.max_by(order)
            } else {
                known.min_by(order)
            }
        };
        let told = match (extreme(false), extreme(true)) {
            (Some((a, low)), Some((b, high))) => format!(
                "{} places, from {} ({}) to {} ({}).",
                self.tiles.len(),
                self.format.apply(low),
                a.name,
                self.format.apply(high),
                b.name
            ),
            _ => "No data.".to_owned(),
        };
        sheet.finish("Tile map", &told)
    }
}
