/** The page of lesson 3, with everything that such a page may have. */
export const LESSON_PAGE = `# 3. The \`inclusive\` floor

A bid that equals the floor reaches it.

## What you'll see

One *bid*, two **equal \`floors\`**, [a rule](../ledger.md)
and [its source](https://example.com/rule).

1. first
2. second
   - \`inner\`

| rule    | meaning   |
| ------- | --------- |
| \`below\` | too small |

## Run it

\`\`\`sh
fledgling run examples/03-inclusive-floor # prints
\`\`\`

\`\`\`text
…
gamma wins
\`\`\`

## Change one thing

Another floor.

## Check yourself

### Does \`2\` reach 2?

<details><summary>Answer</summary>

It does.

\`\`\`yaml
floorCpmUsd: 2
\`\`\`

</details>

### Why?

<details><summary>Answer</summary>

Because.

</details>
`;
