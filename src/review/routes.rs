//! Which address is answered by what: one list, of which the router is made and against which the description of the interface is held.

use super::desk::Desk;
use super::{api, events, guard, openapi, pages};
use axum::routing::{MethodRouter, get, post};
use axum::{Router, middleware};
use std::sync::Arc;

/// An address.
pub(super) struct Route {
    pub(super) path: &'static str,
    answered: MethodRouter<Arc<Desk>>,
}

/// All of them.
pub(super) fn routes() -> Vec<Route> {
    let route = |path, answered| Route { path, answered };
    vec![
        route("/", get(pages::start)),
        route("/article/{id}", get(pages::article)),
        route("/assets/{name}", get(pages::asset)),
        route("/enter/{code}", get(pages::exchange)),
        route("/problems/{name}", get(pages::problem)),
        route("/api/v1/session", post(api::session)),
        route("/api/v1/articles", get(api::list).post(api::add)),
        route("/api/v1/articles/{id}", get(api::get)),
        route("/api/v1/articles/{id}/preview", post(api::preview)),
        route("/api/v1/articles/{id}/edits", post(api::edits)),
        route("/api/v1/articles/{id}/decisions", post(api::decisions)),
        route("/api/v1/articles/{id}/undo", post(api::undo)),
        route("/api/v1/articles/{id}/events", get(events::events)),
        route("/api/v1/articles/{id}/sign", post(api::sign)),
        route("/api/v1/articles/{id}/record", get(api::record)),
        route("/api/v1/check", post(api::check)),
        route("/api/v1/openapi.json", get(openapi::document)),
    ]
}

/// The page and its interface.
pub fn app(desk: Arc<Desk>) -> Router {
    let mut inner = Router::new();
    for route in routes() {
        inner = inner.route(route.path, route.answered);
    }
    let inner = inner.fallback(api::nothing).method_not_allowed_fallback(api::no_method).with_state(Arc::clone(&desk));
    // The guard stands outside of the routes: what it refuses was never looked up.
    Router::new().fallback_service(inner).layer(middleware::from_fn_with_state(desk, guard::guard))
}
