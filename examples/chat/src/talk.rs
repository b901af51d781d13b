//! The conversation with one browser.

use faultless::prelude::*;
use serde_json::json;

use crate::rooms::{Refusal, Rooms};

/// What a browser sends.
#[derive(Debug, Model)]
#[serde(deny_unknown_fields)]
struct Saying {
    #[field(min_length = 1, max_length = 500)]
    text: String,
}

/// Who is in a room.
#[derive(Debug, Serialize, Model)]
pub(crate) struct Present {
    present: Vec<String>,
}

/// Chat in a room. What is raised here, before or after `accept`, is told to the browser by `reasons`.
#[websocket("/rooms/{room}", limits(max_message = 4096))]
pub(crate) async fn chat(
    mut socket: WebSocket,
    #[path(max_length = 40)] room: String,
    /// Letters of any script, digits, `-` and `_`.
    #[query(min_length = 1, max_length = 20, pattern = r"^[\p{L}\p{M}\p{N}_-]+$")]
    name: String,
    rooms: State<Rooms>,
) -> Result<()> {
    let mut seat = rooms.join(&room, &name)?;
    socket.accept().await?;
    let welcome = json!({"kind": "welcome", "present": seat.present, "history": seat.history});
    socket.send_json(&welcome).await?;
    loop {
        tokio::select! {
            saying = socket.receive_json::<Saying>() => {
                let Some(saying) = saying? else { return Ok(()) };
                seat.say(saying.text);
            }
            event = seat.next() => {
                let Some(event) = event else {
                    raise!(ws TRY_AGAIN_LATER, "your connection is too slow for this room");
                };
                socket.send_json(&event).await?;
            }
        }
    }
}

/// Read who is in a room.
#[get("/rooms/{room}", raises(Refusal::NoRoom))]
pub(crate) async fn read_room(
    #[path(max_length = 40)] room: String,
    rooms: State<Rooms>,
) -> Result<Json<Present>, Refusal> {
    let present = rooms.present(&room)?;
    Ok(Json(Present { present }))
}
