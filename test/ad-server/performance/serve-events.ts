/** Serves an ad server that keeps its data in the folder of its argument, prints its address, and waits to be killed. */
import { createAdServer } from "fledgling/ad-server";

const [, , data] = process.argv;
const app = await createAdServer({}, { data });
process.stdout.write(await app.listen({ host: "127.0.0.1", port: 0 }));
