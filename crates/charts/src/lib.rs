//! Figures as SVG and as terminal text, and the page that holds them.
//!
//! Values in, strings out: nothing here reads a file, a clock or a screen, and the same values
//! give the same bytes.

pub mod bar;
pub mod checks;
pub mod decomposition;
pub mod density;
pub mod fan;
pub mod format;
pub mod frame;
pub mod frontier;
pub mod growth_incidence;
pub mod line;
pub mod lorenz;
pub mod page;
pub mod palette;
pub mod pens_parade;
mod rows;
pub mod scale;
pub mod sparkline;
pub mod svg;
pub mod table;
pub mod terminal;
mod text;
pub mod ticks;
pub mod tile_map;
pub mod tornado;
pub mod waterfall;

pub use bar::{Bar, BarChart, Order};
pub use checks::{Check, CheckGrid, Verdict};
pub use decomposition::{Decomposition, Stack};
pub use density::{Density, DensityLine};
pub use fan::{Band, Fan, FanChart, Moment, ReferencePoint};
pub use format::{NumberFormat, Unit, format_number};
pub use frame::{Figure, Frame, Medium};
pub use frontier::{Frontier, Place, Spread};
pub use growth_incidence::{GrowthIncidence, GrowthPoint};
pub use line::{Line, LineChart};
pub use lorenz::{LorenzCurve, LorenzLine};
pub use page::{FigureBlock, Page, Section};
pub use pens_parade::PensParade;
pub use scale::{Extent, Time};
pub use sparkline::Sparkline;
pub use svg::escape;
pub use table::{Align, Cell, Column, Table};
pub use terminal::{TextStyle, sparkline};
pub use tile_map::{Shades, Tile, TileMap, TileValue};
pub use tornado::{Swing, Tornado};
pub use waterfall::{Contribution, Waterfall};
