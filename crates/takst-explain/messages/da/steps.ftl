# Trinnene bag et beløb.

step-course = Forløb
step-course-ended = Dagene hører til forløbet { $days }.
step-course-open = Dagene hører til et forløb, der begyndte { $first } og stadig løber.

step-tariff = Takst
step-tariff-text = { $price } pr. { $unit } uden moms efter takstversion { $version }, der gælder { $validity }.
step-tariff-from = fra { $first } og frem
step-tariff-part-of-month = Måneden betales ikke hel, så hvert døgn har sin egen pris; en hel måned koster { $price }.
step-tariff-known-from = Taksten var kendt fra { $day }.
step-tariff-passed-over = Den går forud for { $versions }, som gælder samme dage, men var kendt tidligere.

step-agreed-price = Aftalt pris
step-agreed-price-text = { $price } pr. { $unit } uden moms, aftalt i den enkelte sag (sagsfilens række { $row }).
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
step-charged-month-part = { $days } af { $of } dage i { $month }: { $period }.
step-charged-hours = { $hours } timer, som angivet i sagsfilen.
step-charged-course = Forløbet betales én gang, på den første dag.

step-net = Beløb uden moms
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
step-refund-refunded = Staten refunderer { $share } af beløbet uden moms efter fradrag af egenbetaling.
step-refund-not-refunded = Der hjemtages ingen statsrefusion.
step-refund-undetermined = Der hjemtages ingen statsrefusion. Afgøres spørgsmålet til kommunens fordel, udgør den { $at-stake }, som står på spil.
step-cost = Kommunens udgift
step-cost-text = Beløb uden moms, fratrukket egenbetaling og statsrefusion. Moms refunderes kommunen og holdes udenfor.
step-assumed = Forudsætning { $number }
step-hold = Tilbageholdt faktura
step-rounded = { $exact } afrundes til { $net }, halve øre væk fra nul.
step-running = Afrundet på den løbende sum: { $after } − { $before } = { $difference }.

outcome-refunded = Udgiften refunderes.
outcome-not-refunded = Udgiften refunderes ikke.
outcome-undetermined = Retten til refusion er uafklaret, og der hjemtages intet.

outcome-word-refunded = refunderes
outcome-word-not-refunded = refunderes ikke
outcome-word-undetermined = uafklaret

## Den betingelse, der afgjorde refusionen.

reason-refund-no-rule = Ingen regel giver statsrefusion af ydelsen ({ $legal-basis }).
reason-refund-unit = Fra 1. oktober 2023 refunderes ophold i et antal døgn. Denne pris er pr. { $unit }, så den siger ikke, hvor mange døgn den omfatter.
reason-refund-before-reform = Ophold efter servicelovens § 110 refunderes uden loft over antallet af dage til og med 30. september 2023.
reason-window = Borgerens refusionsperiode nr. { $number } begyndte { $start }. { $used ->
        [0] Ingen dage i perioden var
        [one] 1 dag i perioden var
       *[other] { $used } dage i perioden var
    } brugt før disse dage{ $outside ->
        [none] {""}
       *[some] , heraf { $outside } uden for sagsfilen
    }.
reason-refund-within-cap = Loftet er { $cap } dage, og det er ikke nået.
reason-refund-cap-reached = Loftet er { $cap } dage, og det er nået.
reason-refund-window-not-begun = Borgeren blev indskrevet før 1. oktober 2023, og ingen refusionsperiode er begyndt; dagene tæller ikke med i loftet.
reason-refund-aftercare-before-reform = Dagene er efterforsorg efter servicelovens § 110 til og med 30. september 2023; om den refunderes, følger af policyindstillingen aftercare-before-2023-10.
reason-refund-aftercare-after-reform = Dagene er efterforsorg efter servicelovens § 110 fra 1. oktober 2023; om den refunderes, følger af policyindstillingen aftercare-after-2023-10.
reason-refund-moved-out = Opholdet sluttede { $prior }, og forløbet begyndte { $first }; det er i forbindelse med udflytning.
reason-refund-moved-out-gap = Opholdet sluttede { $prior }, og forløbet begyndte { $first }, { $gap } dage efter; op til { $limit } dage regnes som i forbindelse med udflytning (policyindstillingen cti-gap).
reason-refund-gap-too-long = Opholdet sluttede { $prior }, og forløbet begyndte { $first }, { $gap } dage efter; det er mere end de { $limit } dage, der regnes som i forbindelse med udflytning (policyindstillingen cti-gap).
reason-refund-no-prior-stay = Sagsfilen oplyser intet forudgående ophold på tilbuddet, så forløbet er ikke begyndt i forbindelse med udflytning.
reason-refund-within-two-years = Borgeren blev udskrevet første gang { $day }, og støtten var besluttet før udskrivningen; refusionen løber til og med { $until }.
reason-refund-two-years-over = Borgeren blev udskrevet første gang { $day }; refusionen løb til og med { $until }, og dagene ligger senere.
reason-refund-not-decided = Støtten var ikke besluttet, før borgeren blev udskrevet.
reason-refund-decision-unknown = Borgeren blev udskrevet første gang { $day }, men sagsfilen oplyser ikke, om støtten var besluttet før udskrivningen (decided_before_discharge).
reason-refund-discharged-before-reform = Borgeren blev udskrevet første gang { $day }, før reglerne fra 1. oktober 2023; om støtten derefter refunderes, følger af policyindstillingen discharged-before-2023-10.
reason-refund-no-cap = Ophold efter servicelovens § 109 refunderes uden loft over antallet af dage; at loftet fra 1. oktober 2023 ikke gælder dem, følger af policyindstillingen shelter-cap.
reason-refund-after-107 = Borgeren blev udskrevet første gang { $day } og flyttede direkte til et tilbud efter servicelovens § 107, hvor støtten blev besluttet; refusionen løber til og med { $until }.
reason-refund-no-discharge = Sagsfilen oplyser ingen udskrivning, så støtten er ikke givet efter et ophold.
reason-refund-citizen-incomplete = En anden af borgerens sager er afvist, så det er ukendt, hvor mange refusionsdage der er brugt.
reason-discharge-assumed = Det forudgående opholds sidste dag er regnet som første udskrivning.

## Enheder

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
