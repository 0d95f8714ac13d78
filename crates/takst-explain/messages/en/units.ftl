# Units of prices, in the singular and in the form that their number gives.

unit-hour = hour
unit-day = day
unit-week = week
unit-month = month
unit-course = course
units-hour = { $n ->
        [one] hour
       *[other] hours
    }
units-day = { $n ->
        [one] day
       *[other] days
    }
units-week = { $n ->
        [one] week
       *[other] weeks
    }
units-month = { $n ->
        [one] month
       *[other] months
    }
units-course = { $n ->
        [one] course
       *[other] courses
    }
