const seller = `function scoreAd(ad, bid) {
  console.log("bid <" + bid + ">");
  return { status: 0, score: bid > 2 ? bid : 0, tags: ["a", "b"] };
}
`;
const tests = `script: seller.js
function: scoreAd
tests:
  - name: above
    given: { bid: 3 }
    expect: { score: 3 }
  - name: "at # the <floor>"
    given: { bid: 2 }
    expect:
      score: 2
      returns: { tags: [a, c] }
`;

/** A script and its tests, of which the second fails twice; names and console hold markup. */
export const failingSuite = { "seller.js": seller, "floor.test.yaml": tests };
