# Statsrefusion: reglernes navne og de betingelser, der afgør den.

rule-sel-109-ophold = SEL § 109, ophold
rule-sel-110-ophold = SEL § 110, ophold
rule-sel-110-efterforsorg = SEL § 110, efterforsorg
rule-sel-85a-bostoette = SEL § 85 a, bostøtte
rule-none = ingen

rule-on-paper-sel-109-ophold = Ophold, § 109
rule-on-paper-sel-110-ophold = Ophold, § 110
rule-on-paper-sel-110-efterforsorg = Efterforsorg, § 110
rule-on-paper-sel-85a-bostoette = Støtte, § 85 a
rule-on-paper-none = Ingen regel

## Betingelserne, kort og som en sætning med det, de ser på.

code-refund-no-rule = Ingen refusionsregel for ydelsen
code-refund-unit = Reglen tæller døgn, og det gør denne pris ikke
code-refund-before-reform = Ophold før 1. oktober 2023
code-refund-within-cap = Inden for periodens refusionsdøgn
code-refund-cap-reached = Periodens refusionsdøgn er brugt
code-refund-window-not-begun = Refusionsperioden er ikke begyndt
code-refund-aftercare-before-reform = Efterforsorg til og med 30. september 2023
code-refund-aftercare-after-reform = Efterforsorg fra 1. oktober 2023
code-refund-moved-out = I forbindelse med udflytning
code-refund-gap-too-long = For mange dage mellem ophold og forløb
code-refund-no-prior-stay = Intet forudgående ophold
code-refund-within-two-years = Inden for to år efter første udskrivning
code-refund-two-years-over = Mere end to år efter første udskrivning
code-refund-not-decided = Støtten var ikke besluttet før udskrivning
code-refund-decision-unknown = Ukendt, om støtten var besluttet før udskrivning
code-refund-discharged-before-reform = Udskrevet første gang før 1. oktober 2023
code-refund-no-discharge = Ingen udskrivning
code-refund-no-cap = Ophold efter § 109 uden loft over antallet af døgn
code-refund-after-107 = Besluttet i et § 107-tilbud efter opholdet

reason-refund-no-rule = Ingen regel giver statsrefusion af ydelsen ({ $legal-basis }).
reason-refund-unit = Fra 1. oktober 2023 refunderes ophold for et bestemt antal døgn. Prisen er pr. { $unit }, og det fremgår ikke, hvor mange døgn den omfatter.
reason-refund-before-reform = Ophold efter servicelovens § 110 refunderes uden loft over antallet af døgn til og med 30. september 2023.
reason-window = Borgerens refusionsperiode nr. { $number } begyndte { $start }. { $used ->
        [0] Ingen døgn i perioden var
        [one] 1 døgn i perioden var
       *[other] { $used } døgn i perioden var
    } brugt før disse døgn{ $outside ->
        [none] {""}
       *[some] , heraf { $outside } uden for sagsfilen
    }.
reason-refund-within-cap = Loftet er { $cap } døgn, og det er ikke nået.
reason-refund-cap-reached = Loftet er { $cap } døgn, og det er nået.
reason-refund-window-not-begun = Borgeren blev indskrevet før 1. oktober 2023, og ingen refusionsperiode er begyndt; døgnene tæller ikke med i loftet.
reason-refund-aftercare-before-reform = Dagene er efterforsorg efter servicelovens § 110 til og med 30. september 2023; om den refunderes, følger af regelvalget aftercare-before-2023-10.
reason-refund-aftercare-after-reform = Dagene er efterforsorg efter servicelovens § 110 fra 1. oktober 2023; om den refunderes, følger af regelvalget aftercare-after-2023-10.
reason-refund-moved-out = Opholdet sluttede { $prior }, og forløbet begyndte { $first }; det er i forbindelse med udflytning.
reason-refund-moved-out-gap = Opholdet sluttede { $prior }, og forløbet begyndte { $first }, { $gap } dage efter; op til { $limit } dage regnes som i forbindelse med udflytning (regelvalget cti-gap).
reason-refund-gap-too-long = Opholdet sluttede { $prior }, og forløbet begyndte { $first }, { $gap } dage efter; det er mere end de { $limit } dage, der regnes som i forbindelse med udflytning (regelvalget cti-gap).
reason-refund-no-prior-stay = Sagsfilen oplyser intet forudgående ophold på tilbuddet, så forløbet er ikke begyndt i forbindelse med udflytning.
reason-refund-within-two-years = Borgeren blev udskrevet første gang { $day }, og støtten var besluttet før udskrivningen; refusionen løber til og med { $until }.
reason-refund-two-years-over = Borgeren blev udskrevet første gang { $day }; refusionen løb til og med { $until }, og dagene ligger senere.
reason-refund-not-decided = Støtten var ikke besluttet, før borgeren blev udskrevet.
reason-refund-decision-unknown = Borgeren blev udskrevet første gang { $day }, men sagsfilen oplyser ikke, om støtten var besluttet før udskrivningen (decided_before_discharge).
reason-refund-discharged-before-reform = Borgeren blev udskrevet første gang { $day }, før reglerne fra 1. oktober 2023; om støtten derefter refunderes, følger af regelvalget discharged-before-2023-10.
reason-refund-no-cap = Ophold efter servicelovens § 109 refunderes uden loft over antallet af døgn; at loftet fra 1. oktober 2023 ikke gælder dem, følger af regelvalget shelter-cap.
reason-refund-after-107 = Borgeren blev udskrevet første gang { $day } og flyttede direkte til et tilbud efter servicelovens § 107, hvor støtten blev besluttet; refusionen løber til og med { $until }.
reason-refund-no-discharge = Sagsfilen oplyser ingen udskrivning, så støtten er ikke givet efter et ophold.
reason-refund-citizen-incomplete = En anden af borgerens sager er afvist, så det er ukendt, hvor mange refusionsdøgn der er brugt.
reason-discharge-assumed = Det forudgående opholds sidste dag er regnet som første udskrivning.
