# Trinnene bag et beløb.

step-course = Forløb
step-course-ended = Dagene hører til forløbet { $days }.
step-course-open = Dagene hører til et forløb, der begyndte { $first } og stadig løber.

step-tariff = Takst
step-tariff-text = { $price } pr. { $unit } ekskl. moms efter takstversion { $version }, der gælder { $validity }.
step-tariff-from = fra { $first } og frem
step-tariff-part-of-month = Måneden betales ikke helt, så hvert døgn har sin egen pris; en hel måned koster { $price }.
step-tariff-known-from = Taksten var kendt fra { $day }.
step-tariff-passed-over = Den går forud for { $versions }, som gælder de samme dage, men var kendt tidligere.

step-agreed-price = Aftalt pris
step-agreed-price-text = { $price } pr. { $unit } ekskl. moms, aftalt i den enkelte sag (sagsfilens række { $row }).
step-agreed-price-over-hours = Der er bevilget { $hours } timer om ugen, og den offentliggjorte ugetakst omfatter { $included }; derfor bruges den aftalte pris.

step-charged = Mængde
step-charged-days = { $days ->
        [one] 1 døgn
       *[other] { $days } døgn
    }: { $period }.
step-charged-last-day-free = Forløbets sidste dag betales ikke.
step-charged-last-day-free-by-term = Forløbets sidste dag betales ikke efter leverandørens vilkår.
step-charged-weeks = { $weeks ->
        [one] 1 uge begynder
       *[other] { $weeks } uger begynder
    } i { $month }; uger regnes fra forløbets første dag.
step-charged-last-week-is-cut = Forløbet slutter i den sidste uge, som betales fuldt ud.
step-charged-last-week-is-cut-by-term = Forløbet slutter i den sidste uge, som efter leverandørens vilkår betales fuldt ud.
step-charged-whole-month = Hele måneden { $month }.
step-charged-month-part = { $days } af { $of } døgn i { $month }: { $period }.
step-charged-hours = { $hours } timer, som angivet i sagsfilen.
step-charged-course = Forløbet betales én gang, på den første dag.

step-net = Beløb ekskl. moms
step-vat = Moms
step-vat-exempt = Ydelsen er fritaget for moms som { $reason } efter momslovens § 13, stk. 1, nr. { $number } (kategori E, { $exemption }).
step-vat-exempt-by-code = Ydelsen er fritaget for moms som { $reason } (kategori E, { $exemption }).
exempt-as-1b = hospitals- eller lægebehandling
exempt-as-1c = sundhedspleje
exempt-as-1g = social forsorg og bistand
exempt-as-1h = beskyttelse af børn og unge
exempt-as-1i = undervisning
step-vat-standard = Ydelsen er momspligtig med { $rate }.
step-own-payment = Egenbetaling
step-own-payment-given = Borgeren betaler { $per-day } pr. døgn ifølge sagsfilen.
step-own-payment-absent = Sagsfilen oplyser ingen egenbetaling.
step-refund-decided = Ret til statsrefusion
step-refund-decided-days = { $days }: { $text }
step-refund = Statsrefusion
step-refund-refunded = Staten refunderer { $share } af beløbet ekskl. moms efter fradrag af egenbetaling.
step-refund-not-refunded = Der hjemtages ingen statsrefusion.
step-refund-undetermined = Der hjemtages ingen statsrefusion. Afgøres spørgsmålet til kommunens fordel, er refusionen { $at-stake }. Beløbet er uafklaret refusion.
step-cost = Kommunens udgift
step-cost-text = Beløb ekskl. moms, fratrukket egenbetaling og statsrefusion. Momsen udlignes for kommunen og indgår ikke i udgiften.
step-assumed = Forudsætning { $number }
step-hold = Tilbageholdt faktura
step-rounded = { $exact } afrundes til { $net }; halve øre rundes op (numerisk).
step-running = Afrundet på den akkumulerede sum: { $after } − { $before } = { $difference }.

outcome-refunded = Udgiften refunderes.
outcome-not-refunded = Udgiften refunderes ikke.
outcome-undetermined = Retten til refusion er uafklaret, og der hjemtages intet.

outcome-word-refunded = refunderes
outcome-word-not-refunded = refunderes ikke
outcome-word-undetermined = uafklaret
