namespace LlmHttpMetrics.WebApi.Tests.Page;

/// <summary>The contrast of texts with what is behind them: https://www.w3.org/TR/WCAG22/#contrast-minimum.</summary>
internal static class Contrast
{
    /// <summary>The texts whose contrast is below 4.5, each with its own.</summary>
    public const string Script =
        """
        () => {
          const colors = text => (text.match(/[\d.]+/g) ?? []).map(Number);
          const light = color => color.slice(0, 3).map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
          const behind = element => {
            for (let at = element; at; at = at.parentElement) {
              const color = colors(getComputedStyle(at).backgroundColor);
              if (color.length === 3 || color[3] > 0) return color;
            }
            return [255, 255, 255];
          };
          const texts = [...document.querySelectorAll('body *')].filter(element => !element.closest('script, [hidden]') && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
          const weak = [];
          for (const element of texts) {
            const style = getComputedStyle(element);
            const [one, other] = [light(colors(element.closest('svg') ? style.fill : style.color)), light(behind(element))];
            const ratio = (Math.max(one, other) + .05) / (Math.min(one, other) + .05);
            if (ratio < 4.5) weak.push(element.textContent.slice(0, 40) + ' ' + ratio.toFixed(2));
          }
          return texts.length < 50 ? ['only ' + texts.length + ' texts were found'] : weak;
        }
        """;
}
