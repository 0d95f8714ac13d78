# Enheder for priser, i ental og i den form, som antallet giver.

unit-hour = time
unit-day = døgn
unit-week = uge
unit-month = måned
unit-course = forløb
units-hour = { $n ->
        [one] time
       *[other] timer
    }
units-day = { $n ->
       *[other] døgn
    }
units-week = { $n ->
        [one] uge
       *[other] uger
    }
units-month = { $n ->
        [one] måned
       *[other] måneder
    }
units-course = { $n ->
       *[other] forløb
    }
