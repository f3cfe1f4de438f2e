//! Many questions, several threads, answers in the order of the questions.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Bytes of a worker's stack: as much as the main thread has.
const STACK: usize = 8 << 20;

/// Answers every item with `work` on as many threads as `jobs` says. `done` hears on this thread
/// which one was answered.
pub(crate) fn map<T: Sync, R: Send>(
    jobs: usize,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut done: impl FnMut(&T),
) -> Vec<R> {
    if let [item] = items {
        return vec![work(item)];
    }
    let mut answers: Vec<Option<R>> = items.iter().map(|_| None).collect();
    let next = AtomicUsize::new(0);
    let worker = |sender: mpsc::Sender<(usize, R)>| {
        while let Some((at, item)) = take(&next, items) {
            // Nobody listens any more once this thread has given up.
            if sender.send((at, work(item))).is_err() {
                return;
            }
        }
    };
    let worker = &worker;
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        let workers: Vec<_> = (0..jobs.clamp(1, items.len().max(1)))
            .filter_map(|_| {
                let sender = sender.clone();
                let builder = thread::Builder::new().stack_size(STACK);
                builder.spawn_scoped(scope, move || worker(sender)).ok()
            })
            .collect();
        if workers.is_empty() {
            worker(sender);
        } else {
            drop(sender);
        }
        for (at, answer) in receiver {
            done(&items[at]);
            answers[at] = Some(answer);
        }
        for worker in workers {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
    });
    answers.into_iter().flatten().collect()
}

fn take<'i, T>(next: &AtomicUsize, items: &'i [T]) -> Option<(usize, &'i T)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    Some((at, items.get(at)?))
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn answers_keep_the_order_of_the_questions() {
        let items: Vec<usize> = (0..1_000).collect();
        let expected: Vec<usize> = items.iter().map(|n| n * 2).collect();
        for jobs in [0, 1, 3, 5_000] {
            let mut heard = 0;
            assert_eq!(map(jobs, &items, |n| n * 2, |_| heard += 1), expected, "{jobs} jobs");
            assert_eq!(heard, items.len());
        }
        assert!(map(4, &[] as &[usize], |n| *n, |_| ()).is_empty());
    }

    #[test]
    fn a_panic_of_a_worker_is_one_of_the_caller() {
        let work = |n: &i32| if *n == 2 { panic!("two") } else { *n };
        let panic = std::panic::catch_unwind(|| map(2, &[1, 2, 3], work, |_| ()));
        assert_eq!(panic.unwrap_err().downcast_ref(), Some(&"two"));
    }
}
