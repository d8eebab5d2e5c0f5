"""Letters with their neighbours, as words of the client's languages have them: they tell one Latin code page from another.

Counted over the translations of the NuGet client and the .NET SDK. A hyphen stands for the edge of a word.
"""

from __future__ import annotations

WESTERN = frozenset(
    (
        "-à- -às -än -è- -é- -éc -él -ét -êt -êx -ín -üb açã açõ aíd aíz aîn cès céd cê- có- cód dá- dèl dé- déc déf déj dél "
        "dém dép dó- dû- eça eçu eçã eíd eña eúd fér füg füh für gän gèr gée gív gó- gún gül há- häl hé- hôt hüb hüt ià- iáv "
        "iço ièr ié- iée iés iét ió- ión iù- jà- já- kön là- läs lèm lé- léc lée lém lés líc ló- lös lüs máq más mèt mé- mée "
        "mêm mög müs não né- néc née nía nó- nœu pçã péc pér pón pós pôd rà- rá- rám ráv râm rão räg rès ré- réa réc rée réf "
        "rép rés réu rêt ríg ró- rón röf rüc rüf sár são sé- séc sée sém sím sív tà- tá- tâc tèr té- tée tél tém tér têm tó- "
        "tór tüt uár uçã ué- ués uêt uò- vál vár vé- vée vér xão xéc yée ção çõe"
    ).split()
)
"""Of German, Spanish, French, Italian, Portuguese."""
CENTRAL = frozenset(
    (
        "-úd -úl -ús -ča -čt -čá -ła -ře -śc -śr -ši -źl -źr -ża -żą -žá ać- ačn ačt ačí ał- ała ało ały aři aśc aše ašo aźn "
        "aż- aže bí- bę- bě- běh błą błę cí- cíc cą- dá- dác dál dí- dł- dła dłe dło dłu dří dův dź- eć- eči ečn eł- eń- eśl "
        "eši eźć eżc eżk ež- głó hán ií- iód iów ią- iąg ić- ię- ięc ięt ił- iła išt iż- iž- jíc jít jąc jąt ję- jśc jů- jům "
        "kát káv káž ké- kéh kód ków ký- kýc ką- kę- kłe ků- lád lán líč lý- lýz lší lů- má- mác mát mén mís mít měl měn můž "
        "ná- nál nás né- ném ní- nów ný- nýc ným ną- nąć nče nčo nču nę- ně- něj něk něm něn oče oči ołu ońc oň- oře ośc ośw "
        "ość ošk ošl oże ożn oža ože oži ožk ožn ožá pěš pły pře při pří rát ráv ré- rób róc ród rót rý- rčo ręb rše rů- sí- "
        "síl sít sów sła sło słu sťt tál tán tér tí- tíž tór tów tąp tęp tě- těn těz tře tů- uče uło uśc ušt uż- uży už- užb "
        "uže uži uží vá- ván váv vář váš vé- véh vés víc vý- výc výj výs věď věř vša vůl wą- wę- węz wła włą yć- ył- yła yśl "
        "yž- yža zám zí- zís ząc zęd zła áří áš- áže íč- íče íčk íčů íží ąć- čás čís čít čům ěď- ěře ěšn łów łąc łąd łęd ří- "
        "řík řís říz ść- ší- ůže źć- żąd žád žím žít žív"
    ).split()
)
"""Of Czech and Polish."""
TURKISH = frozenset(
    (
        "-ça -ço -çö -çı -öl -ön -öz -öğ -üz -şi -şu açı ağl ağı aşa aşl aşt aşv aşı böl cı- cıs dön dü- dür düz düğ dı- dır "
        "dığ dış eçe eçi eğe eği eşt fın gön gör gün güv içe içi iği iş- işi işk işl işt kça kök kül kıl kın kış lçü lü- lüm "
        "lı- lıd lın lır lıy lış mü- mün mı- mın mıy mış nü- nı- nıc nıl nım nın nır nıt nıy nız pıl rü- rüm rı- rıl rın rıs "
        "rıy rış rşı sür sı- sık sın sıy sız tür tı- tıl tır tış uğr uşa uşt yük yı- yıc yık yıl yım yıp zül züm çöz çüt çık "
        "öğe üğü ğüm ğı- ğım ğın ğıy ığı ış- ışm ışt ışı şı- şıl şım şın"
    ).split()
)
"""Of Turkish."""
