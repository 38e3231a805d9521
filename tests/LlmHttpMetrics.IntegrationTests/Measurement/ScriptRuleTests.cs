using System.Text;
using LlmHttpMetrics.Counting.Tokens;
using LlmHttpMetrics.Tokenizers;

namespace LlmHttpMetrics.IntegrationTests.Measurement;

/// <summary>The rule that needs no vocabulary, held against o200k_base.</summary>
public sealed class ScriptRuleTests
{
    private static readonly Tokenizer O200k = TokenEncodings.Get(TokenEncodings.O200kBase);

    [TestCase(
        "English",
        "The harbour was quiet that morning. A few boats had come in before dawn, and their crews were already mending nets on the quay. Nobody "
            + "spoke much; the wind had been against them for three days, and what they had caught would hardly pay for the fuel. Still, the "
            + "market would open at seven, as it always did.")]
    [TestCase(
        "German",
        "Am Morgen war der Hafen still. Einige Boote waren vor der Dämmerung eingelaufen, und die Mannschaften flickten schon ihre Netze am Kai. "
            + "Niemand sprach viel; der Wind hatte drei Tage lang gegen sie gestanden, und der Fang würde kaum den Treibstoff bezahlen. Trotzdem "
            + "öffnete der Markt wie immer um sieben Uhr.")]
    [TestCase(
        "Russian",
        "Утром в порту было тихо. Несколько лодок пришли ещё до рассвета, и рыбаки уже чинили сети на причале. Говорили мало: ветер три дня дул "
            + "навстречу, и улов едва ли окупит топливо. Но рынок, как всегда, откроется в семь часов, и люди придут за свежей рыбой.")]
    [TestCase("Chinese", "那天早晨，港口十分安静。天亮之前已经有几条船回来了，船员们正在码头上修补渔网。大家都不怎么说话，因为逆风刮了整整三天，捕到的鱼恐怕连油钱都不够。不过市场还是会像往常一样在七点钟开门，人们会来买新鲜的鱼。")]
    [TestCase("Japanese", "その朝、港は静かだった。夜明け前に数隻の船が戻り、船員たちはもう岸壁で網を繕っていた。あまり話す者はいない。三日も向かい風が続き、獲れた魚では燃料代にもならないからだ。それでも市場はいつも通り七時に開き、人々は新鮮な魚を買いに来る。")]
    [TestCase(
        "Korean",
        "그날 아침 항구는 조용했다. 해가 뜨기 전에 배 몇 척이 들어왔고 선원들은 벌써 부두에서 그물을 손질하고 있었다. 말하는 사람은 별로 없었다. 사흘 동안 맞바람이 불어서 잡은 고기로는 기름값도 나오지 않기 때문이다. 그래도 시장은 늘 그렇듯 일곱 시에 문을 연다.")]
    [TestCase(
        "Arabic",
        "كان الميناء هادئا في ذلك الصباح. عادت بعض القوارب قبل الفجر، وكان البحارة يصلحون شباكهم على الرصيف. لم يتكلم أحد كثيرا، فقد كانت الريح "
            + "ضدهم ثلاثة أيام، وما اصطادوه لا يكاد يكفي ثمن الوقود. ومع ذلك سيفتح السوق في السابعة كما يفعل دائما.")]
    [TestCase(
        "Hindi",
        "उस सुबह बंदरगाह शांत था। कुछ नावें भोर से पहले लौट आई थीं और मल्लाह घाट पर अपने जाल ठीक कर रहे थे। कोई ज़्यादा नहीं बोल रहा था, क्योंकि "
            + "तीन दिन से हवा उनके ख़िलाफ़ थी और जो मछली मिली थी उससे ईंधन का दाम भी मुश्किल से निकलता। फिर भी बाज़ार हमेशा की तरह सात बजे खुलेगा।")]
    [TestCase(
        "code",
        "public static int Sum(ReadOnlySpan<int> values)\n{\n    var sum = 0;\n    foreach (var value in values)\n    {\n        sum += value;\n "
            + "   }\n\n    return sum;\n}\n\nif (args.Length > 0 && int.TryParse(args[0], out var count))\n{\n    Console.WriteLine($\"{count} "
            + "items: {Sum(items.AsSpan(0, count))}\");\n}\n")]
    [TestCase(
        "JSON",
        "{\"id\": 4711, \"name\": \"harbour\", \"boats\": [{\"length\": 12.5, \"crew\": 4, \"active\": true}, {\"length\": 9.75, \"crew\": 2, "
            + "\"active\": false}], \"opened\": \"2024-05-17T07:00:00Z\", \"tags\": [\"fish\", \"market\", null]}")]
    public void Count_OfAScript_IsNearTheVocabularys(string script, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var (rule, exact) = (ScriptRule.Instance.Count(utf8), O200k.CountUtf8(utf8));

        TestContext.Out.WriteLine($"{script}: {rule} for {exact}");
        Assert.That(rule, Is.EqualTo(exact).Within(15).Percent);
    }
}
