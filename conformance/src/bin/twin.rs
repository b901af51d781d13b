//! Serves the twin at `HOST` (127.0.0.1 unless set) and `PORT` (8000 unless set).

#[tokio::main]
async fn main() -> faultless::Result<()> {
    conformance::twin::app().serve().await
}
