use washout::{edge::simulate, value::Value};
fn main() {
    let bag = || Value::map([("washout", 1_i64.into()), ("preset", "2025-11-04".into())]);
    let t = std::time::Instant::now();
    for _ in 0..200 {
        std::hint::black_box(simulate::simulate(bag()).unwrap());
    }
    println!("{:?}", t.elapsed() / 200);
    let v = simulate::simulate(bag()).unwrap();
    println!("{:?}", v.get("ledger"));
    println!("{:?}", v.get("avalanches"));
    println!("{:?}", v.get("recovery"));
    println!("{:?}", v.get("rounds"));
}
