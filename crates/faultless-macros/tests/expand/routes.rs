fn routes() -> Vec<Route> {
    <[::faultless::__private::Route]>::into_vec(
        ::std::boxed::Box::new([
            <items as ::faultless::__private::Operation>::route(),
            <shop::create_item as ::faultless::__private::Operation>::route(),
        ]),
    )
}
