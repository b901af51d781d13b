//! Rooms, who is in them, and what was said lately.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tokio::sync::broadcast;

/// How much there may be of everything.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub rooms: usize,
    /// How many may be in one room.
    pub seats: usize,
    /// How many messages a room remembers for those who come later.
    pub history: usize,
    /// How many events may wait for somebody who reads slowly. One who is further behind has lost some.
    pub backlog: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            rooms: 100,
            seats: 50,
            history: 50,
            backlog: 256,
        }
    }
}

/// Why somebody is not let in.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("somebody in this room is called {0} already")]
    NameTaken(String),
    #[error("the room is full: {0} are in it")]
    RoomFull(usize),
    #[error("there are too many rooms: join one that exists")]
    TooManyRooms,
    #[error("there is no room {0}")]
    NoRoom(String),
}

/// Something that happens in a room.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    Joined { name: String },
    Left { name: String },
    Said(Said),
}

/// What somebody said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    pub name: String,
    pub text: String,
}

/// All rooms. Clones share them.
#[derive(Debug, Clone)]
pub struct Rooms {
    limits: Limits,
    rooms: Arc<Mutex<HashMap<String, Room>>>,
}

#[derive(Debug)]
struct Room {
    present: BTreeSet<String>,
    history: VecDeque<Said>,
    events: broadcast::Sender<Event>,
}

impl Rooms {
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            rooms: Arc::default(),
        }
    }

    /// Takes a seat, in a new room where there is none of this name.
    ///
    /// # Errors
    /// A [`Refusal`] that says why not.
    pub fn join(&self, room: &str, name: &str) -> Result<Seat, Refusal> {
        let mut rooms = self.lock();
        if !rooms.contains_key(room) && rooms.len() >= self.limits.rooms {
            make_place(&mut rooms)?;
        }
        let entered = rooms.entry(room.to_owned()).or_insert_with(|| Room {
            present: BTreeSet::new(),
            history: VecDeque::new(),
            events: broadcast::channel(self.limits.backlog).0,
        });
        if entered.present.len() >= self.limits.seats {
            return Err(Refusal::RoomFull(entered.present.len()));
        }
        if !entered.present.insert(name.to_owned()) {
            return Err(Refusal::NameTaken(name.to_owned()));
        }
        entered.tell(Event::Joined {
            name: name.to_owned(),
        });
        // Subscribed while nobody else can speak: what is in the history does not come again as an event.
        Ok(Seat {
            rooms: self.clone(),
            room: room.to_owned(),
            name: name.to_owned(),
            present: entered.present.iter().cloned().collect(),
            history: entered.history.iter().cloned().collect(),
            events: entered.events.subscribe(),
        })
    }

    /// Who is in a room.
    ///
    /// # Errors
    /// [`Refusal::NoRoom`] where nobody ever was, or nobody for long.
    pub fn present(&self, room: &str) -> Result<Vec<String>, Refusal> {
        match self.lock().get(room) {
            Some(room) => Ok(room.present.iter().cloned().collect()),
            None => Err(Refusal::NoRoom(room.to_owned())),
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Room>> {
        // Nothing in this file panics between two changes that belong together.
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets a room that nobody is in. Until its place is needed such a room keeps its history: somebody who loads the page
/// again leaves it for a moment.
fn make_place(rooms: &mut HashMap<String, Room>) -> Result<(), Refusal> {
    let empty = rooms.iter().find(|(_, room)| room.present.is_empty());
    let name = empty.map(|(name, _)| name.clone());
    rooms.remove(&name.ok_or(Refusal::TooManyRooms)?);
    Ok(())
}

impl Room {
    fn tell(&self, event: Event) {
        // Where nobody listens, nobody misses it.
        let _ = self.events.send(event);
    }
}

/// A seat in a room. Whoever drops it leaves.
#[derive(Debug)]
pub struct Seat {
    rooms: Rooms,
    room: String,
    name: String,
    /// Who was there at the beginning, oneself among them.
    pub present: Vec<String>,
    /// What was said before.
    pub history: Vec<Said>,
    events: broadcast::Receiver<Event>,
}

impl Seat {
    /// Says something to all who are in the room.
    pub fn say(&self, text: String) {
        let said = Said {
            name: self.name.clone(),
            text,
        };
        let mut rooms = self.rooms.lock();
        let Some(room) = rooms.get_mut(&self.room) else {
            return;
        };
        if room.history.len() >= self.rooms.limits.history {
            room.history.pop_front();
        }
        if self.rooms.limits.history > 0 {
            room.history.push_back(said.clone());
        }
        room.tell(Event::Said(said));
    }

    /// Waits for what happens next; `None` for one who was too slow, and has missed something. It can be dropped while it
    /// waits, and nothing is lost.
    pub async fn next(&mut self) -> Option<Event> {
        // Nobody closes it: the room is there as long as a seat is.
        self.events.recv().await.ok()
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut rooms = self.rooms.lock();
        if let Some(room) = rooms.get_mut(&self.room)
            && room.present.remove(&self.name)
        {
            room.tell(Event::Left {
                name: std::mem::take(&mut self.name),
            });
        }
    }
}
