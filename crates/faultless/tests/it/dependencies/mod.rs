//! Dependencies: what they take, how often they run, what stands in for them, and how they end.

mod asked;
mod ends;
mod overrides;
mod teardown;

use std::sync::{Arc, Mutex};

/// What happened, in its order.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn add(&self, what: impl Into<String>) {
        self.0.lock().unwrap().push(what.into());
    }

    fn told(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    /// Waits until `count` things have happened.
    async fn after(&self, count: usize) -> Vec<String> {
        let enough = async {
            while self.told().len() < count {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        };
        let limit = std::time::Duration::from_secs(20);
        assert!(
            tokio::time::timeout(limit, enough).await.is_ok(),
            "only {:?} happened",
            self.told()
        );
        self.told()
    }
}
