fn routes() -> Vec<Route> {
    {
        #[allow(
            clippy::large_stack_arrays,
            reason = "an application may have many routes"
        )]
        let __routes = <[::faultless::__private::Route]>::into_vec(
            ::std::boxed::Box::new([
                <items as ::faultless::__private::Operation>::route(),
                <shop::create_item as ::faultless::__private::Operation>::route(),
            ]),
        );
        __routes
    }
}
