/// The book of the documentation and two messages about it. All of it is made up; the hashes are right.
struct MadeUpMarket {
    let recorded = Array(
        #"""
        {"market":"0x243f6a8885a308d313198a2e03707344a4093822299f31d0082efa98ec4e6c89",\#
        "asset_id":"31415926535897932384626433832795028841971693993751058209749445923078164062862",\#
        "timestamp":"1784851216000","hash":"8b3ebbe6e325e9c62a6e5a673e3f6094f9b60419",\#
        "bids":[{"price":"0.4","size":"1200"},{"price":"0.51","size":"640.25"},\#
        {"price":"0.52","size":"75.5"},{"price":"0.53","size":"310"}],\#
        "asks":[{"price":"0.6","size":"2500"},{"price":"0.56","size":"130"},\#
        {"price":"0.55","size":"410.4"},{"price":"0.54","size":"96"}],\#
        "min_order_size":"5","tick_size":"0.01","neg_risk":false,"last_trade_price":"0.540"}
        """#.utf8)

    let fewerBids = Array(
        #"""
        {"market":"0x243f6a8885a308d313198a2e03707344a4093822299f31d0082efa98ec4e6c89","price_changes":[\#
        {"asset_id":"31415926535897932384626433832795028841971693993751058209749445923078164062862",\#
        "price":"0.53","size":"260","side":"BUY","hash":"c59f45fac8fe32b75dbc97b30dd55da29c69cdd4",\#
        "best_bid":"0.53","best_ask":"0.54"},\#
        {"asset_id":"27182818284590452353602874713526624977572470936999595749669676277240766303535",\#
        "price":"0.47","size":"260","side":"SELL","hash":"68a6a33d98829440e5631b9f01ba65b2403454f2",\#
        "best_bid":"0.46","best_ask":"0.47"}],"timestamp":"1784851216140","event_type":"price_change"}
        """#.utf8)

    let bestAskGone = Array(
        #"""
        {"market":"0x243f6a8885a308d313198a2e03707344a4093822299f31d0082efa98ec4e6c89","price_changes":[\#
        {"asset_id":"31415926535897932384626433832795028841971693993751058209749445923078164062862",\#
        "price":"0.54","size":"0","side":"SELL","hash":"7e3b3a66ddf44fce8453e28c331e61e7919c9fd9",\#
        "best_bid":"0.53","best_ask":"0.55"},\#
        {"asset_id":"27182818284590452353602874713526624977572470936999595749669676277240766303535",\#
        "price":"0.46","size":"0","side":"BUY","hash":"7118646b2e5e18c8861d3260be6d5169619d2d98",\#
        "best_bid":"0.45","best_ask":"0.47"}],"timestamp":"1784851216205","event_type":"price_change"}
        """#.utf8)
}
