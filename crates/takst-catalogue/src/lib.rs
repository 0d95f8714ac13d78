//! Part of takst.
