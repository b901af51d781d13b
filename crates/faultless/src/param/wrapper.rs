//! Wrappers that name the source of a value: alike but for the source, so written once.

/// Declares a wrapper: a tuple struct that derefs to its value and reads it from one source.
macro_rules! wrapper {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
        #[serde(transparent)]
        pub struct $name<T>(pub T);

        impl<T> std::ops::Deref for $name<T> {
            type Target = T;

            fn deref(&self) -> &T {
                &self.0
            }
        }

        impl<T> std::ops::DerefMut for $name<T> {
            fn deref_mut(&mut self) -> &mut T {
                &mut self.0
            }
        }

        $crate::param::wrapper::reads!($name from $name);
    };
}

/// Implements `Param` for a tuple struct that holds a value of this source.
macro_rules! reads {
    ($name:ident from $source:ident) => {
        impl<T: faultless_model::Field + Send + 'static> $crate::param::Param for $name<T> {
            async fn extract(
                extraction: &mut $crate::param::Extraction<'_>,
                spec: &'static $crate::param::Spec<Self>,
            ) -> $crate::exception::Result<Option<Self>> {
                let source = $crate::param::Source::$source;
                Ok($crate::param::probe::wrapped(
                    extraction, spec, source, $name,
                ))
            }

            fn describe(
                spec: &'static $crate::param::Spec<Self>,
                description: &mut $crate::param::Description,
            ) {
                let source = $crate::param::Source::$source;
                $crate::param::value::describe::<T, _>(spec, source, description);
            }
        }
    };
}

pub(super) use {reads, wrapper};
